export const importTargets = ['buildings', 'dwellings', 'tenancies', 'occupants', 'ledger'] as const
export type ImportTarget = (typeof importTargets)[number]
export const importTargetLabels: Readonly<Record<ImportTarget, string>> = {
  buildings: 'Immeubles',
  dwellings: 'Logements',
  tenancies: 'Baux',
  occupants: 'Occupants',
  ledger: 'Écritures du compte locataire',
}

export const fieldReaders = [
  'text',
  'integer',
  'date',
  'amount',
  'phone',
  'email',
  'surface',
  'payer',
  'role',
  'ledger-kind',
  'side',
  'recipient',
] as const
export type FieldReader = (typeof fieldReaders)[number]

export type ImportField = {
  key: string
  label: string
  reader: FieldReader
  isRequired: boolean
  /** What landlords' software prints, accents and punctuation aside. */
  synonyms: readonly string[]
}

function field(
  key: string,
  label: string,
  reader: FieldReader,
  synonyms: string,
  isRequired = false,
): ImportField {
  return { key, label, reader, isRequired, synonyms: synonyms === '' ? [] : synonyms.split(' | ') }
}

const required = true
const buildingNames =
  'code immeuble | ref immeuble | reference immeuble | immeuble | num immeuble | id immeuble | code groupe | groupe | programme | code programme | ensemble immobilier | esi | code esi | residence code | code residence | code patrimoine | code batiment'
const dwellingNames =
  'code logement | ref logement | reference logement | logement | num logement | id logement | lot | code lot | ref lot | num lot | code ug | ug | unite de gestion | code module | module | ul | code local | local | code produit | rpls | identifiant rpls'
const tenancyNames =
  'contrat | num contrat | code contrat | ref contrat | reference contrat | id contrat | bail | num bail | code bail | ref bail | reference bail | id bail | numero de bail | contrat de location | num locataire | code locataire | ref locataire | locataire code | reference locataire | numero locataire | id locataire | matricule | matricule locataire | compte locataire | code compte | compte client | code client | num client | code tiers | tiers | num compte'

const address: ImportField[] = [
  field(
    'street',
    'Adresse',
    'text',
    'adresse 1 | rue | voie | adresse postale | adresse ligne 1 | adr | adr 1 | libelle voie | num et voie | adresse logement | adresse immeuble',
  ),
  field('postcode', 'Code postal', 'text', 'cp | codepostal | c p | code post | zip'),
  field('city', 'Commune', 'text', 'ville | localite | libelle commune | nom commune | bureau distributeur'),
  field('inseeCode', 'Code INSEE', 'text', 'insee | code commune | depcom | code commune insee | codeinsee'),
]

const buildings: ImportField[] = [
  field('buildingRef', 'Référence de l’immeuble', 'text', buildingNames, required),
  field(
    'name',
    'Nom',
    'text',
    'libelle | designation | nom immeuble | libelle immeuble | residence | nom residence | libelle groupe | nom groupe | libelle programme',
  ),
  ...address,
  field(
    'builtYear',
    'Année de construction',
    'integer',
    'construction | annee construction | annee achevement | date construction | annee',
  ),
  field(
    'agency',
    'Agence',
    'text',
    'code agence | libelle agence | antenne | secteur | direction territoriale | dt | territoire',
  ),
]

const dwellings: ImportField[] = [
  field('dwellingRef', 'Référence du logement', 'text', dwellingNames, required),
  field('buildingRef', 'Référence de l’immeuble', 'text', buildingNames),
  ...address,
  field('floor', 'Étage', 'text', 'niveau | etg'),
  field('door', 'Porte', 'text', 'num porte | appartement | appt | apt | num appartement'),
  field('kind', 'Nature', 'text', 'type de bien | nature logement | nature du local | categorie'),
  field(
    'rooms',
    'Nombre de pièces',
    'integer',
    'pieces | nb pieces | nbpiece | typologie | type | type logement',
  ),
  field(
    'areaSquareMetres',
    'Surface',
    'surface',
    'surface habitable | sh | surf | surfhab | surface m 2 | m 2 | superficie',
  ),
  field(
    'financing',
    'Financement',
    'text',
    'financ | type financement | categorie financement | conventionnement | plai plus pls',
  ),
  field(
    'energyClass',
    'Étiquette énergie',
    'text',
    'dpe | classe dpe | classe energie | etiquette dpe | classe energetique',
  ),
]

const tenancies: ImportField[] = [
  field('tenancyRef', 'Référence du bail', 'text', tenancyNames, required),
  field('dwellingRef', 'Référence du logement', 'text', dwellingNames),
  field(
    'startsOn',
    'Date d’entrée',
    'date',
    'entree | date effet | date d effet | effet | date debut | debut bail | date debut bail | date debut contrat | date du bail | date bail | date entree locataire | du | debut',
  ),
  field(
    'endsOn',
    'Date de sortie',
    'date',
    'sortie | date fin | fin bail | date fin bail | fin contrat | date fin contrat | date depart | depart | date resiliation | fin | au | date etat des lieux sortie',
  ),
  field(
    'kind',
    'Type de bail',
    'text',
    'type bail | type contrat | nature bail | nature contrat | type de contrat',
  ),
  field(
    'rent',
    'Loyer',
    'amount',
    'loyer principal | loyer hc | loyer hors charges | loyer mensuel | montant loyer | loyer nu | loyer base | loyer net | mt loyer | loyer quittance',
  ),
  field(
    'charges',
    'Charges',
    'amount',
    'provision charges | provisions charges | provisions | provision pour charges | charges locatives | montant charges | acompte charges | acomptes charges | mt charges | charges mensuelles | charges recuperables',
  ),
  field(
    'benefit',
    'Aide au logement',
    'amount',
    'apl | al | apl al | als | alf | montant apl | aide logement | montant aide | aides | caf | mt apl | aide personnalisee au logement | droit apl',
  ),
  field(
    'benefitRecipient',
    'Aide versée à',
    'recipient',
    'tiers payant | apl tiers payant | aide versee | versement apl | beneficiaire apl | apl versee au bailleur | versee au bailleur | destinataire apl',
  ),
  field(
    'rls',
    'RLS',
    'amount',
    'reduction loyer solidarite | reduction de loyer de solidarite | montant rls | mt rls',
  ),
  field('payer', 'Organisme payeur', 'payer', 'caf msa | organisme | nom caf'),
  field(
    'payerNumber',
    'Numéro d’allocataire',
    'text',
    'allocataire | num allocataire | num caf | matricule caf | no allocataire | numero caf',
  ),
  field(
    'paymentMethod',
    'Mode de paiement',
    'text',
    'mode reglement | mode de reglement | moyen de paiement | type paiement',
  ),
  field('agency', 'Agence', 'text', 'code agence | libelle agence | antenne | secteur'),
]

const occupants: ImportField[] = [
  field('tenancyRef', 'Référence du bail', 'text', tenancyNames, required),
  field(
    'personRef',
    'Référence de la personne',
    'text',
    'code personne | id personne | ref personne | num personne | id occupant | code occupant | individu | code individu',
  ),
  field('title', 'Civilité', 'text', 'civ | titre | qualite'),
  field(
    'lastName',
    'Nom',
    'text',
    'nom locataire | nom de famille | nom usuel | nom usage | nom d usage | nom occupant | nom titulaire | nom patronymique | patronyme',
    required,
  ),
  field('firstName', 'Prénom', 'text', 'prenoms | prenom locataire | prenom occupant | prenom titulaire'),
  field(
    'birthName',
    'Nom de naissance',
    'text',
    'nom jeune fille | nom de jeune fille | nom naissance | nom nais',
  ),
  field(
    'bornOn',
    'Date de naissance',
    'date',
    'naissance | date naissance | ne le | nee le | ne e le | date naiss | dt naissance | ddn',
  ),
  field(
    'role',
    'Lien',
    'role',
    'role | qualite occupant | lien de parente | lien parente | statut | type occupant | type personne | titulaire',
  ),
  field(
    'mobile',
    'Téléphone portable',
    'phone',
    'portable | mobile | tel portable | gsm | tel mobile | telephone mobile | tel 2 | telephone 2',
  ),
  field(
    'phone',
    'Téléphone',
    'phone',
    'tel | tel fixe | telephone fixe | fixe | tel domicile | telephone 1 | tel 1 | numero telephone',
  ),
  field(
    'email',
    'Courriel',
    'email',
    'mail | email | e mail | adresse mail | adresse email | adresse e mail | mel | courrier electronique',
  ),
  field('joinedOn', 'Date d’arrivée', 'date', 'arrivee | date entree | entree | date debut | depuis'),
  field('leftOn', 'Date de départ', 'date', 'depart | date sortie | sortie | date fin'),
]

const ledger: ImportField[] = [
  field('tenancyRef', 'Référence du bail', 'text', tenancyNames, required),
  field(
    'entryRef',
    'Référence de l’écriture',
    'text',
    'num ecriture | id ecriture | numero ecriture | ecriture | num piece | piece | numero piece | ref piece | reference piece | id mouvement | num mouvement | mouvement | id ligne | num ligne | numero ligne | ecriturenum | pieceref | identifiant | id',
  ),
  field(
    'on',
    'Date',
    'date',
    'date piece | date ecriture | date comptable | date mouvement | date operation | date valeur | dt ecriture | dt piece | date effet | date echeance | ecrituredate | piecedate | jour | date de comptabilisation',
    required,
  ),
  field(
    'kind',
    'Nature',
    'ledger-kind',
    'code | code nature | type | type ecriture | type mouvement | type operation | nature ecriture | nature mouvement | rubrique | code rubrique | code operation | code mouvement | code journal | journal | poste | categorie',
  ),
  field(
    'label',
    'Libellé',
    'text',
    'libelle ecriture | libelle mouvement | libelle operation | designation | intitule | ecriturelib | objet | commentaire | description',
  ),
  field(
    'amount',
    'Montant',
    'amount',
    'mt | montant ttc | montant ecriture | montant mouvement | valeur | solde ligne | montant eur | montant euros | montant signe',
  ),
  field('side', 'Sens', 'side', 'd c | dc | debit credit | signe | sens ecriture'),
  field(
    'debit',
    'Débit',
    'amount',
    'montant debit | mt debit | debits | debit euros | doit | appele | montant appele | quittance',
  ),
  field(
    'credit',
    'Crédit',
    'amount',
    'montant credit | mt credit | credits | credit euros | avoir | encaisse | montant encaisse | regle | montant regle',
  ),
  field('period', 'Période', 'text', 'mois | terme | mois quittance | periode quittancement | exercice'),
]

export const importFields: Readonly<Record<ImportTarget, readonly ImportField[]>> = {
  buildings,
  dwellings,
  tenancies,
  occupants,
  ledger,
}
