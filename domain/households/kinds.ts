import type { Labels } from '#domain/tenancies/kinds.ts'

// No health detail and no origin: only what tells a visitor how to come and an adviser what to open (GDPR art. 9, handbook §13.4).
const vulnerabilityRows = {
  'older-person': 'Personne âgée',
  'lives-alone': 'Vit seul ou seule',
  'isolated-parent': 'Parent isolé',
  'young-children': 'Enfant de moins de 3 ans',
  'reduced-mobility': 'Mobilité réduite',
  'needs-human-help': 'A besoin de l’aide d’un tiers',
  'legal-protection': 'Mesure de protection (tutelle, curatelle)',
  'protective-measure': 'Mesure de protection judiciaire de la personne',
  'heat-cold-sensitive': 'Sensible à la chaleur ou au froid',
  'electrical-equipment': 'Dépend d’un équipement électrique',
  'reading-difficulty': 'Difficulté à lire ou à écrire',
  'digital-difficulty': 'Difficulté avec le numérique',
  'french-learner': 'Apprend le français',
  'mobile-home-living': 'Habitat mobile',
  'no-phone': 'Sans téléphone',
} as const
export type Vulnerability = keyof typeof vulnerabilityRows
export const vulnerabilities = Object.keys(vulnerabilityRows) as Vulnerability[]
export const vulnerabilityLabels: Labels<Vulnerability> = vulnerabilityRows

/** ISO 639-3 where ISO 639-1 has no code; `fsl` is French sign language. */
const languageRows = {
  fr: 'Français',
  fsl: 'Langue des signes française',
  en: 'Anglais',
  ar: 'Arabe',
  ber: 'Berbère',
  es: 'Espagnol',
  pt: 'Portugais',
  it: 'Italien',
  de: 'Allemand',
  tr: 'Turc',
  ru: 'Russe',
  uk: 'Ukrainien',
  ro: 'Roumain',
  rom: 'Romani',
  pl: 'Polonais',
  sq: 'Albanais',
  sr: 'Serbe, croate, bosnien',
  hy: 'Arménien',
  ka: 'Géorgien',
  fa: 'Persan, dari',
  ps: 'Pachto',
  ur: 'Ourdou',
  hi: 'Hindi',
  bn: 'Bengali',
  ta: 'Tamoul',
  zh: 'Chinois',
  vi: 'Vietnamien',
  km: 'Khmer',
  lo: 'Lao, hmong',
  so: 'Somali',
  ti: 'Tigrigna',
  am: 'Amharique',
  ku: 'Kurde',
  wo: 'Wolof',
  bm: 'Bambara',
  ff: 'Peul',
  snk: 'Soninké',
  ln: 'Lingala',
  mg: 'Malgache',
  swb: 'Comorien, mahorais',
  rcf: 'Créole réunionnais',
  gcf: 'Créole antillais',
  ht: 'Créole haïtien',
  other: 'Autre langue',
} as const
export type Language = keyof typeof languageRows
export const languages = Object.keys(languageRows) as Language[]
export const languageLabels: Labels<Language> = languageRows

/** Seed 002: the events that put an employee in difficulty, and those every adviser meets. */
const difficultyCauseRows = {
  'sick-leave': 'Arrêt maladie',
  invalidity: 'Invalidité',
  separation: 'Séparation',
  'short-time-work': 'Chômage partiel',
  'job-loss': 'Perte d’emploi',
  'domestic-violence': 'Violences conjugales',
  'home-disaster': 'Sinistre',
  bereavement: 'Décès',
  'higher-housing-charges': 'Augmentation des charges du logement',
  'contract-end': 'Fin de CDD, d’intérim ou de contrat saisonnier',
  retirement: 'Passage à la retraite',
  'family-growth': 'Naissance, arrivée dans le ménage',
  'child-leaving': 'Départ d’un enfant',
  'benefit-interrupted': 'Droits interrompus ou en attente',
  'benefit-overpayment': 'Indu à rembourser',
  'over-indebtedness': 'Surendettement',
  'budget-difficulty': 'Difficulté à gérer le budget',
  'rent-too-high': 'Loyer trop élevé pour les ressources',
  dispute: 'Litige avec le bailleur',
  other: 'Autre cause',
} as const
export type DifficultyCause = keyof typeof difficultyCauseRows
export const difficultyCauseLabels: Labels<DifficultyCause> = difficultyCauseRows

export const consentProofs = ['signed', 'oral', 'electronic'] as const
export type ConsentProof = (typeof consentProofs)[number]
export const consentProofLabels: Labels<ConsentProof> = {
  signed: 'Signé sur papier',
  oral: 'Donné oralement',
  electronic: 'Donné en ligne',
}

export const consentKinds = [
  'support',
  'share-with-partner',
  'share-with-landlord',
  'text-messages',
  'e-mails',
] as const
export type ConsentKind = (typeof consentKinds)[number]
export const consentKindLabels: Labels<ConsentKind> = {
  support: 'Accepte d’être accompagné',
  'share-with-partner': 'Accepte le partage avec le partenaire nommé',
  'share-with-landlord': 'Accepte le partage avec le bailleur',
  'text-messages': 'Accepte d’être contacté par SMS',
  'e-mails': 'Accepte d’être contacté par courriel',
}

export const relativeKinds = [
  'parent',
  'child',
  'sibling',
  'ex-partner',
  'friend',
  'neighbour',
  'guardian',
  'professional',
  'other',
] as const
export type RelativeKind = (typeof relativeKinds)[number]
export const relativeKindLabels: Labels<RelativeKind> = {
  parent: 'Parent',
  child: 'Enfant',
  sibling: 'Frère ou sœur',
  'ex-partner': 'Ancien conjoint',
  friend: 'Ami ou amie',
  neighbour: 'Voisin ou voisine',
  guardian: 'Tuteur, curateur',
  professional: 'Professionnel',
  other: 'Autre proche',
}
