/** What a resource is taken for by the ratios. */
type ResourceKindRow = {
  label: string
  /** `housing` aids are subtracted from the cost of the home, never added to the resources (CCH R.441-3-1). */
  counts: 'income' | 'dedicated' | 'housing'
}

// `dedicated`: paid for a need it is spent on (schooling, a disabled child…): it feeds the reste à vivre, not the effort rate.
const resources = {
  wages: { label: 'Salaire', counts: 'income' },
  'self-employment': { label: 'Revenus d’activité indépendante', counts: 'income' },
  'unemployment-benefit': { label: 'Allocation chômage', counts: 'income' },
  'retirement-pension': { label: 'Retraite', counts: 'income' },
  'disability-pension': { label: 'Pension d’invalidité', counts: 'income' },
  'daily-allowance': { label: 'Indemnités journalières', counts: 'income' },
  rsa: { label: 'RSA', counts: 'income' },
  'activity-bonus': { label: 'Prime d’activité', counts: 'income' },
  aah: { label: 'AAH', counts: 'income' },
  aspa: { label: 'ASPA (minimum vieillesse)', counts: 'income' },
  ass: { label: 'ASS', counts: 'income' },
  'family-allowances': { label: 'Allocations familiales', counts: 'income' },
  'family-support': { label: 'Allocation de soutien familial, complément familial', counts: 'income' },
  'child-care-benefit': { label: 'PAJE', counts: 'income' },
  'alimony-received': { label: 'Pension alimentaire reçue', counts: 'income' },
  scholarship: { label: 'Bourse', counts: 'income' },
  'youth-allowance': { label: 'Allocation jeune (CEJ…)', counts: 'income' },
  'rental-income': { label: 'Revenus fonciers ou de placement', counts: 'income' },
  'other-income': { label: 'Autre revenu', counts: 'income' },
  ars: { label: 'Allocation de rentrée scolaire (ARS)', counts: 'dedicated' },
  aeeh: { label: 'AEEH', counts: 'dedicated' },
  pch: { label: 'PCH, APA', counts: 'dedicated' },
  'occasional-help': { label: 'Aide ponctuelle', counts: 'dedicated' },
  'housing-benefit': { label: 'Aide au logement (APL, ALF, ALS)', counts: 'housing' },
} as const satisfies Record<string, ResourceKindRow>

/** `housing`: the home itself; `energy`: what it takes to heat and light it; `fixed`: bills one cannot put off; `debt`: instalments. */
type ChargeKindRow = { label: string; counts: 'housing' | 'energy' | 'fixed' | 'living' | 'debt' }

const charges = {
  rent: { label: 'Loyer principal', counts: 'housing' },
  'rent-annexes': { label: 'Loyer des annexes', counts: 'housing' },
  'recoverable-charges': { label: 'Charges récupérables', counts: 'housing' },
  'energy-savings-contribution': {
    label: 'Contribution aux économies d’énergie (3e ligne)',
    counts: 'housing',
  },
  'water-heating-flat-rate': { label: 'Forfait eau et chauffage individuels', counts: 'housing' },
  electricity: { label: 'Électricité', counts: 'energy' },
  gas: { label: 'Gaz', counts: 'energy' },
  'other-heating': { label: 'Autre chauffage', counts: 'energy' },
  water: { label: 'Eau', counts: 'fixed' },
  'home-insurance': { label: 'Assurance habitation', counts: 'fixed' },
  'health-insurance': { label: 'Mutuelle', counts: 'fixed' },
  'phone-internet': { label: 'Téléphone, internet', counts: 'fixed' },
  transport: { label: 'Transports', counts: 'fixed' },
  'car-insurance': { label: 'Assurance automobile', counts: 'fixed' },
  'school-canteen': { label: 'Cantine, école', counts: 'fixed' },
  'child-care': { label: 'Garde d’enfants', counts: 'fixed' },
  'alimony-paid': { label: 'Pension alimentaire versée', counts: 'fixed' },
  taxes: { label: 'Impôts', counts: 'fixed' },
  'other-fixed': { label: 'Autre charge fixe', counts: 'fixed' },
  food: { label: 'Alimentation', counts: 'living' },
  'other-living': { label: 'Autre dépense courante', counts: 'living' },
  'consumer-loan': { label: 'Crédit à la consommation', counts: 'debt' },
  'fsl-loan': { label: 'Prêt FSL', counts: 'debt' },
  'repayment-plan': { label: 'Plan d’apurement', counts: 'debt' },
  'other-debt': { label: 'Autre dette remboursée', counts: 'debt' },
} as const satisfies Record<string, ChargeKindRow>

export type ResourceKind = keyof typeof resources
export type ChargeKind = keyof typeof charges
export const resourceKinds = Object.keys(resources) as ResourceKind[]
export const chargeKinds = Object.keys(charges) as ChargeKind[]
export const resourceKindRows: Readonly<Record<ResourceKind, ResourceKindRow>> = resources
export const chargeKindRows: Readonly<Record<ChargeKind, ChargeKindRow>> = charges

export function resourceLabel(kind: ResourceKind): string {
  return resources[kind].label
}
export function chargeLabel(kind: ChargeKind): string {
  return charges[kind].label
}
