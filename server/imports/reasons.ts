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

export const repeatsHeaders = 'Cette ligne répète les titres des colonnes.'
export const tooManyCells = (cells: number, columns: number): string =>
  `La ligne a ${cells} valeurs pour ${columns} colonnes : un texte contient sans doute le séparateur sans être entre guillemets.`

/** The database completes these with the number of the first line. */
export const tenancyToldOtherwise =
  'Ce bail est déjà décrit à la ligne %s avec d’autres dates, montants ou logement : ceux de cette ligne ne sont pas repris.'
export const personToldOtherwise =
  'Cette personne est déjà décrite à la ligne %s avec un autre nom ou une autre date de naissance : ceux de cette ligne ne sont pas repris.'
