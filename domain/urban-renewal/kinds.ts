import type { Labels } from '#domain/tenancies/kinds.ts'

/** Seed 002, article of April 2021: the two columns of territories of its grid. */
const areaRows = {
  metropolis: 'Métropoles de Marseille, Toulon et Nice',
  rest: 'Reste des régions Paca et Corse',
} as const
export type RenewalArea = keyof typeof areaRows
export const renewalAreas = Object.keys(areaRows) as RenewalArea[]
export const renewalAreaLabels: Labels<RenewalArea> = areaRows

const productRows = { plus: 'PLUS', plai: 'PLAI' } as const
export type RenewalProduct = keyof typeof productRows
export const renewalProducts = Object.keys(productRows) as RenewalProduct[]
export const renewalProductLabels: Labels<RenewalProduct> = productRows

const natureRows = { loan: 'Prêt', subsidy: 'Subvention' } as const
export type RenewalNature = keyof typeof natureRows
export const renewalNatureLabels: Labels<RenewalNature> = natureRows

const tierRows = { base: 'De base', complementary: 'Complémentaire' } as const
export type RenewalTier = keyof typeof tierRows
export const renewalTierLabels: Labels<RenewalTier> = tierRows

const operationKindRows = {
  reconstitution: 'Reconstitution de l’offre',
  requalification: 'Requalification',
} as const
export type OperationKind = keyof typeof operationKindRows
export const operationKinds = Object.keys(operationKindRows) as OperationKind[]
export const operationKindLabels: Labels<OperationKind> = operationKindRows

/** How « 60 % du montant total, diminué de la subvention » is read (handbook money §8.3). */
const readingRows = {
  literal: '60 % de l’investissement, moins la subvention',
  difference: '60 % de ce qui reste après la subvention',
} as const
export type RequalificationReading = keyof typeof readingRows
export const requalificationReadings = Object.keys(readingRows) as RequalificationReading[]
export const requalificationReadingLabels: Labels<RequalificationReading> = readingRows

const taxRows = { 'excluding-tax': 'HT', 'including-tax': 'TTC', unknown: 'HT ou TTC non précisé' } as const
export type InvestmentTax = keyof typeof taxRows
export const investmentTaxes = Object.keys(taxRows) as InvestmentTax[]
export const investmentTaxLabels: Labels<InvestmentTax> = taxRows

/** What the published text leaves open, told beside each amount (handbook money §8.4). */
export const renewalAmbiguities: readonly string[] = [
  '« Métropoles » est lu comme les trois intercommunalités (Aix-Marseille-Provence, Toulon Provence Méditerranée, Nice Côte d’Azur) ; le texte ne dit pas si une commune hors quartier prioritaire y est comprise.',
  '« Peuvent atteindre » : ces montants sont des maxima. Le montant est celui de la notification.',
  'La subvention de base et la subvention complémentaire ne sont dites que pour le PLAI.',
  'L’aide complémentaire est lue comme s’ajoutant à l’aide de base ; ses conditions ne sont pas dites.',
  'L’aide complémentaire du PLUS est lue comme un prêt.',
  'Le texte ne dit pas qui verse la subvention du PLAI : le budget de l’ANRU ou Action Logement directement.',
  'La grille est celle d’avril 2021 ; d’éventuels avenants ne sont pas connus.',
  'Requalification : deux lectures de la formule, et l’investissement n’est dit ni HT ni TTC.',
  'L’aide complémentaire du PLUS (12 000 €) dépasse celle du PLAI (4 000 €) : c’est ce qui est imprimé.',
]
