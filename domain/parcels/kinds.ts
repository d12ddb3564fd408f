import type { Compartment } from '#domain/casework/compartments.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

/** What crosses from one organisation to another is a copy, called a parcel. */
const parcelRows = {
  referral: 'Orientation',
  mandate: 'Mission confiée',
  transfer: 'Passation',
  report: 'Rapport',
  news: 'Nouvelles',
} as const
export type ParcelKind = keyof typeof parcelRows
export const parcelKindLabels: Labels<ParcelKind> = parcelRows

/** Those a person decides to send about a household; the others answer them. */
export const firstParcelKinds = ['referral', 'mandate', 'transfer'] as const satisfies readonly ParcelKind[]
export type FirstParcelKind = (typeof firstParcelKinds)[number]

/** Those sent from the file of a household; a handover leaves from its measure. */
export const fileParcelKinds = ['referral', 'mandate'] as const satisfies readonly FirstParcelKind[]
export type FileParcelKind = (typeof fileParcelKinds)[number]

type CategoryRow = { label: string; tells: string; compartment: Compartment; isSensitive?: true }

const categoryRows = {
  identity: {
    label: 'Identité',
    tells: 'Civilité, nom, prénom et date de naissance de la personne à joindre',
    compartment: 'gestion',
  },
  contact: { label: 'Coordonnées', tells: 'Téléphone, courriel, langue parlée', compartment: 'gestion' },
  composition: {
    label: 'Composition du ménage',
    tells: 'Les autres personnes du foyer : prénom, lien, année de naissance',
    compartment: 'gestion',
  },
  home: {
    label: 'Logement',
    tells: 'Adresse, numéro de location, date d’entrée, loyer et charges',
    compartment: 'gestion',
  },
  arrears: {
    label: 'Dette de loyer',
    tells: 'Solde du compte locataire, plan d’apurement en cours ou non',
    compartment: 'gestion',
  },
  budget: {
    label: 'Budget',
    tells: 'Totaux des ressources et des charges de la dernière situation, sans le détail',
    compartment: 'social',
  },
  vulnerabilities: {
    label: 'Fragilités',
    tells: 'Les fragilités notées : âge, santé, handicap, isolement…',
    compartment: 'social',
    isSensitive: true,
  },
  referents: { label: 'Référents', tells: 'Qui suit le ménage chez nous', compartment: 'gestion' },
} as const satisfies Record<string, CategoryRow>
export type ParcelCategory = keyof typeof categoryRows
export const parcelCategories = Object.keys(categoryRows) as ParcelCategory[]
export const categoryOf = (category: ParcelCategory): CategoryRow => categoryRows[category]

const purposeRows = {
  'ask-support': 'Demander un accompagnement',
  'prevent-eviction': 'Prévenir une expulsion',
  'ask-rehousing': 'Chercher un logement ou un relogement',
  'open-rights': 'Ouvrir ou défendre des droits',
  'entrust-mission': 'Confier une mission',
  'hand-over': 'Passer le relais',
} as const
/** What the copy is for: what its receiver may use it for, and nothing else (RGPD art. 5.1.b). */
export type ParcelPurpose = keyof typeof purposeRows
export const parcelPurposes = Object.keys(purposeRows) as ParcelPurpose[]
export const parcelPurposeLabels: Labels<ParcelPurpose> = purposeRows

const basisRows = {
  'public-interest': { label: 'Mission d’intérêt public', source: 'RGPD art. 6.1.e' },
  contract: { label: 'Exécution d’un contrat (bail, mandat de gestion)', source: 'RGPD art. 6.1.b' },
  'legitimate-interest': { label: 'Intérêt légitime', source: 'RGPD art. 6.1.f' },
  consent: { label: 'Accord du ménage', source: 'RGPD art. 6.1.a' },
  'shared-secrecy': {
    label: 'Partage entre professionnels de l’action sociale, strictement nécessaire',
    source: 'CASF art. L.121-6-2',
  },
  'child-protection': { label: 'Protection de l’enfance', source: 'CASF art. L.226-2-2' },
  'dalo-instruction': { label: 'Instruction d’un recours DALO', source: 'CCH art. L.441-2-3, VI' },
  ccapex: { label: 'Instruction par la CCAPEX', source: 'loi 90-449 du 31 mai 1990, art. 7-2' },
} as const
export type LegalBasis = keyof typeof basisRows
export const legalBases = Object.keys(basisRows) as LegalBasis[]
export const legalBasisOf = (basis: LegalBasis): { label: string; source: string } => basisRows[basis]

export const parcelStates = ['waiting', 'left', 'stopped'] as const
export type ParcelState = (typeof parcelStates)[number]
export const parcelStateLabels: Labels<ParcelState> = {
  waiting: 'À partir',
  left: 'Parti',
  stopped: 'Arrêté avant de partir',
}

const newsRows = {
  received: 'Reçue',
  accepted: 'Acceptée',
  'more-asked': 'Complément demandé',
  completed: 'Complément envoyé',
  redirected: 'Réorientée',
  declined: 'Déclinée',
  'appointment-given': 'Rendez-vous donné',
  'measure-started': 'Accompagnement commencé',
  'measure-ended': 'Accompagnement terminé',
  'report-sent': 'Rapport remis',
  'mandate-ended': 'Mission terminée',
  withdrawn: 'Retirée',
} as const
/** What one side tells the other of a request: never more than these words and the sentence that goes with them. */
export type NewsKind = keyof typeof newsRows
export const newsKinds = Object.keys(newsRows) as NewsKind[]
export const newsLabels: Labels<NewsKind> = newsRows

/** News that the receiver of a request chooses to give; the others follow from what was decided. */
export const freeNewsKinds = ['appointment-given', 'measure-started', 'measure-ended'] as const
