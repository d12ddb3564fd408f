import type { ScheduleRow } from '#domain/loans/schedule.ts'
import type { Cents } from '#domain/money.ts'
import type { OfferStage } from '#domain/offers/transitions.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

const meansRows = {
  'direct-debit': 'Prélèvement',
  transfer: 'Virement',
  cheque: 'Chèque',
  cash: 'Espèces',
  card: 'Carte bancaire',
} as const
export type PaymentMeans = keyof typeof meansRows
export const paymentMeans = Object.keys(meansRows) as PaymentMeans[]
export const paymentMeansLabels: Labels<PaymentMeans> = meansRows

const rejectionRows = {
  'insufficient-funds': 'Provision insuffisante',
  'account-closed': 'Compte clos',
  'refused-by-payer': 'Opposition du payeur',
  'mandate-invalid': 'Mandat absent ou révoqué',
  technical: 'Rejet technique de la banque',
  'cheque-unpaid': 'Chèque impayé',
  /** The payment never was: it is reversed on its own day. */
  'entry-error': 'Erreur de saisie',
} as const
export type RejectionReason = keyof typeof rejectionRows
export const rejectionReasons = Object.keys(rejectionRows) as RejectionReason[]
export const rejectionReasonLabels: Labels<RejectionReason> = rejectionRows

export type LoanPayment = {
  id: string
  on: PlainDate
  cents: Cents
  /** The due date that the household asked to pay first (code civil, art. 1342-10). */
  towards: PlainDate | null
  /** From this day the payment counts no more; its own day when it never was. */
  rejectedOn: PlainDate | null
}

const reasonRows = {
  offer: 'Tableau remis avec l’offre',
  disbursement: 'Décaissement',
  deferral: 'Différé',
  suspension: 'Suspension, durée prolongée',
  'suspension-same-term': 'Suspension, même terme',
  'new-instalments': 'Nouvelles échéances',
  'early-repayment': 'Remboursement anticipé',
  'added-principal': 'Capital ajouté',
} as const
export type ScheduleReason = keyof typeof reasonRows
export const scheduleReasons = Object.keys(reasonRows) as ScheduleReason[]
export const scheduleReasonLabels: Labels<ScheduleReason> = reasonRows

/** A schedule as it was handed over on a day: rows are kept, never computed again. */
export type ScheduleVersion = {
  number: number
  on: PlainDate
  reason: ScheduleReason
  /** The day of the month that every date is counted from. */
  anchorOn: PlainDate
  rows: readonly ScheduleRow[]
  /** No instalment between these days, the last excluded. */
  pausedFrom: PlainDate | null
  pausedUntil: PlainDate | null
  /** Already given up when the version was made: its rows do not hold it any more. */
  remittedCents: Cents
}

type Fact<K extends string, D extends object = object> = { id: string; kind: K; on: PlainDate } & D

export type LoanFact =
  /** The last invoice is paid: what was granted beyond is given back to the envelope. */
  | Fact<'disbursements-closed'>
  /** Recevabilité of an overindebtedness file: no debit, nothing more falls late (code de la consommation, L.722-2 s.). */
  | Fact<'loan-frozen', { reason: string | null }>
  | Fact<'loan-unfrozen', { reason: string | null }>
  /** Déchéance du terme: everything is due. */
  | Fact<'loan-accelerated', { reason: string }>
  | Fact<'loan-doubtful', { reason: string | null }>
  | Fact<'loan-performing', { reason: string | null }>
  /** The level of the depreciation from this day, not what is added to it. */
  | Fact<'loan-depreciated', { cents: Cents }>
  /** Null: all that is outstanding. */
  | Fact<'loan-written-off', { cents: Cents | null; reason: WriteOffReason }>

export const loanEventRows = {
  'disbursements-closed': 'Décaissements clos',
  'loan-frozen': 'Gel : surendettement recevable',
  'loan-unfrozen': 'Fin du gel',
  'loan-accelerated': 'Déchéance du terme',
  'loan-doubtful': 'Classé douteux',
  'loan-performing': 'Reclassé sain',
  'loan-depreciated': 'Dépréciation',
  'loan-written-off': 'Passage en perte',
} as const satisfies Record<LoanFact['kind'], string>
export type LoanEventKind = LoanFact['kind']
export const loanEventKinds = Object.keys(loanEventRows) as LoanEventKind[]

const writeOffRows = {
  discharge: 'Effacement décidé par la commission de surendettement ou le juge',
  'insolvent-estate': 'Décès, succession insolvable',
  'time-barred': 'Créance forclose',
  committee: 'Abandon décidé par la commission d’engagement',
} as const
export type WriteOffReason = keyof typeof writeOffRows
export const writeOffReasons = Object.keys(writeOffRows) as WriteOffReason[]
export const writeOffReasonLabels: Labels<WriteOffReason> = writeOffRows

/** All that a loan is derived from. The order of the lists does not count: the days do. */
export type LoanHistory = {
  grantedCents: Cents
  /** Where the offer stands: what is told until something is lent. */
  offer: OfferStage
  /** Lent on a day; what an artisan gave back is negative. */
  disbursements: readonly { on: PlainDate; cents: Cents }[]
  versions: readonly ScheduleVersion[]
  payments: readonly LoanPayment[]
  facts: readonly LoanFact[]
  /** Given back to the household of what it paid beyond its debt. */
  refunds: readonly { on: PlainDate; cents: Cents }[]
}

/** By day, then by identifier: never by the order in which they were typed. */
export const byDay = (a: { on: PlainDate; id: string }, b: { on: PlainDate; id: string }): number =>
  compare(a.on, b.on) || compare(a.id, b.id)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
