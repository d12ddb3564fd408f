import type { LoanFact } from '#domain/loans/facts.ts'
import type { LoanState } from '#domain/loans/replay.ts'
import { type Cents, formatEuros } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'

const dayRefusals = {
  'in-the-future': 'Cette date est à venir.',
  'before-lending': 'À cette date, rien n’avait encore été versé.',
  'nothing-lent': 'Rien n’a encore été versé sur ce financement.',
} as const

export const paymentRefusals = {
  ...dayRefusals,
  'unknown-due-date': 'Aucune échéance à payer ne tombe à cette date.',
  'more-than-debt':
    'Ce règlement dépasse ce qui reste dû. Vérifiez le montant, ou acceptez que l’excédent soit dû au ménage.',
} as const
export type PaymentRefusal = keyof typeof paymentRefusals

export const factRefusals = {
  ...dayRefusals,
  'already-frozen': 'Ce prêt est déjà gelé.',
  'not-frozen': 'Ce prêt n’est pas gelé.',
  'nothing-late': 'Rien n’est en retard : la déchéance du terme suppose un impayé.',
  'already-accelerated': 'La déchéance du terme est déjà prononcée.',
  'already-doubtful': 'Ce prêt est déjà classé douteux.',
  'not-doubtful': 'Ce prêt n’est pas classé douteux.',
  'nothing-outstanding': 'Rien n’est dû sur ce prêt.',
  'more-than-outstanding': 'Le montant dépasse l’encours du prêt.',
  'already-disbursed': 'Tout ce qui était accordé est versé : il n’y a rien à clore.',
} as const
export type FactRefusal = keyof typeof factRefusals

type Lent = Pick<LoanState, 'principalCents' | 'outstandingCents'>

const checkDay = (
  { principalCents }: Lent,
  lentOn: PlainDate | null,
  on: PlainDate,
  today: PlainDate,
): keyof typeof dayRefusals | undefined => {
  if (on > today) return 'in-the-future'
  if (principalCents === 0 || lentOn === null) return 'nothing-lent'
  return on < lentOn ? 'before-lending' : undefined
}

export type AskedPayment = {
  on: PlainDate
  cents: Cents
  towards: PlainDate | null
  acceptsSurplus: boolean
}

/** Whether a payment may be recorded, also for a day in the past. */
export const decidePayment = (
  state: LoanState,
  lentOn: PlainDate | null,
  { on, cents, towards, acceptsSurplus }: AskedPayment,
  today: PlainDate,
): PaymentRefusal | undefined => {
  const wrongDay = checkDay(state, lentOn, on, today)
  if (wrongDay) return wrongDay
  const isPayable = (row: LoanState['rows'][number]) =>
    row.dueOn === towards && row.paidCents + row.remittedCents < row.cents
  if (towards !== null && !state.rows.some(isPayable)) return 'unknown-due-date'
  const debt = state.outstandingCents + state.lostCents - state.recoveredCents
  return cents > debt && !acceptsSurplus ? 'more-than-debt' : undefined
}

export type AskedFact = Pick<LoanFact, 'kind' | 'on'> & { cents?: Cents | null }

/** Whether a fact of the life of a loan may be recorded. A depreciation is a level: zero takes it back. */
export const decideLoanFact = (
  state: LoanState,
  grantedCents: Cents,
  lentOn: PlainDate | null,
  fact: AskedFact,
  today: PlainDate,
): FactRefusal | undefined =>
  checkDay(state, lentOn, fact.on, today) ?? guards[fact.kind](state, fact.cents ?? null, grantedCents)

type Guard = (state: LoanState, cents: Cents | null, grantedCents: Cents) => FactRefusal | undefined

const outstanding: Guard = ({ outstandingCents }) =>
  outstandingCents === 0 ? 'nothing-outstanding' : undefined
const within: Guard = ({ outstandingCents }, cents) =>
  cents !== null && cents > outstandingCents ? 'more-than-outstanding' : undefined

const guards: Readonly<Record<LoanFact['kind'], Guard>> = {
  'disbursements-closed': ({ principalCents }, _, grantedCents) =>
    principalCents >= grantedCents ? 'already-disbursed' : undefined,
  'loan-frozen': (...asked) => (asked[0].isFrozen ? 'already-frozen' : outstanding(...asked)),
  'loan-unfrozen': ({ isFrozen }) => (isFrozen ? undefined : 'not-frozen'),
  'loan-accelerated': (...asked) => {
    const [{ acceleratedOn, lateCents }] = asked
    if (acceleratedOn !== null) return 'already-accelerated'
    return lateCents === 0 ? 'nothing-late' : outstanding(...asked)
  },
  'loan-doubtful': (...asked) => (asked[0].isDoubtful ? 'already-doubtful' : outstanding(...asked)),
  'loan-performing': ({ isDoubtful }) => (isDoubtful ? undefined : 'not-doubtful'),
  'loan-depreciated': (...asked) => within(...asked),
  'loan-written-off': (...asked) => outstanding(...asked) ?? within(...asked),
}

/** What is told beside a payment, before it is recorded. */
export const tellSurplus = (cents: Cents, outstandingCents: Cents): string | null =>
  cents > outstandingCents ? `${formatEuros(cents - outstandingCents)} au-delà de ce qui reste dû` : null
