import type { Labels } from '#domain/tenancies/kinds.ts'

/** Handbook money §2.5: a status is derived from dated facts, never kept. */
const statusRows = {
  granted: 'Accordé',
  'offer-sent': 'Offre envoyée',
  'offer-accepted': 'Offre acceptée',
  effective: 'À décaisser',
  disbursing: 'Décaissement en cours',
  deferred: 'En différé',
  repaying: 'En remboursement',
  suspended: 'Suspendu',
  'in-arrears': 'En retard',
  doubtful: 'Douteux',
  frozen: 'Gelé (surendettement)',
  accelerated: 'Déchéance du terme',
  'awaiting-subsidy': 'Subvention attendue',
  paid: 'Versé',
  'written-off': 'Passé en perte',
  'early-repaid': 'Remboursé par anticipation',
  repaid: 'Remboursé',
  declined: 'Offre refusée',
  withdrawn: 'Rétracté',
  expired: 'Offre expirée',
  cancelled: 'Annulé',
} as const
export type FinancingStatus = keyof typeof statusRows
export const financingStatuses = Object.keys(statusRows) as FinancingStatus[]
export const financingStatusLabels: Labels<FinancingStatus> = statusRows

/** Nothing more is expected of these, in either direction. */
export const closedStatuses = [
  'paid',
  'written-off',
  'early-repaid',
  'repaid',
  'declined',
  'withdrawn',
  'expired',
  'cancelled',
] as const satisfies readonly FinancingStatus[]
export const isClosed = (status: FinancingStatus): boolean =>
  (closedStatuses as readonly FinancingStatus[]).includes(status)

const bucketRows = {
  none: 'À jour',
  '1-30': '1 à 30 jours',
  '31-60': '31 à 60 jours',
  '61-90': '61 à 90 jours',
  'over-90': 'Plus de 90 jours',
  'over-180': 'Plus de 180 jours',
} as const
/** Days past due of the oldest unpaid row (handbook money §3.6). */
export type Bucket = keyof typeof bucketRows
export const buckets = Object.keys(bucketRows) as Bucket[]
export const bucketLabels: Labels<Bucket> = bucketRows

/** The last number of days of each bucket. */
export const bucketEnds = { none: 0, '1-30': 30, '31-60': 60, '61-90': 90, 'over-90': 180 } as const

export const bucketOf = (daysPastDue: number): Bucket => {
  if (daysPastDue <= 0) return 'none'
  if (daysPastDue <= 30) return '1-30'
  if (daysPastDue <= 60) return '31-60'
  if (daysPastDue <= 90) return '61-90'
  return daysPastDue <= 180 ? 'over-90' : 'over-180'
}

const alertRows = {
  none: 'Aucune',
  first: 'Forclusion à surveiller',
  second: 'Forclusion proche',
  last: 'Forclusion imminente',
  passed: 'Créance forclose',
} as const
export type TimeBarAlert = keyof typeof alertRows
export const timeBarAlerts = Object.keys(alertRows) as TimeBarAlert[]
export const timeBarAlertLabels: Labels<TimeBarAlert> = alertRows

const rowStateRows = {
  paid: 'Payée',
  remitted: 'Abandonnée',
  late: 'En retard',
  due: 'Échue ce jour',
  held: 'Gelée',
  coming: 'À venir',
} as const
export type RowState = keyof typeof rowStateRows
export const rowStates = Object.keys(rowStateRows) as RowState[]
export const rowStateLabels: Labels<RowState> = rowStateRows
