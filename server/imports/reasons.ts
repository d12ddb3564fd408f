/** What the user reads beside a line that the database, not the line itself, makes impossible. */
export const unknownTenancy =
  'Aucun bail de ce numéro : importez d’abord le fichier des baux, ou vérifiez le numéro.'
export const startMissing = 'La date d’entrée est nécessaire pour créer ce bail.'
export const endsBeforeStart = 'Le bail finirait avant d’avoir commencé.'
export const leavesBeforeStart = 'La personne partirait avant d’être arrivée.'

/** The database completes this sentence with the number of the first line. */
export const sameEntryAsLine =
  'Écriture en double : le même identifiant est déjà à la ligne %s. Si cette colonne n’identifie pas une seule écriture, retirez-la des colonnes.'
export const sameThingAsLine = 'Ligne en double : la même référence est déjà à la ligne %s.'
