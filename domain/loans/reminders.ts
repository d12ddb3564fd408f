import type { LoanState } from '#domain/loans/replay.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { addDays, daysBetween, formatDate, laterOf, type PlainDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

const reminderRows = {
  first: 'Première relance',
  second: 'Deuxième relance',
} as const
/** Letters about unpaid instalments. A formal notice is left to the person who signs it. */
export type ReminderKind = keyof typeof reminderRows
export const reminderKinds = Object.keys(reminderRows) as ReminderKind[]
export const reminderLabels: Labels<ReminderKind> = reminderRows

export type ReminderRules = {
  firstDays: number
  secondDays: number
  /** Between two letters to one household about one loan. */
  restDays: number
}

export const reminderRules = (reader: ParameterReader): ReminderRules => ({
  firstDays: reader.read('loans.first-reminder-days'),
  secondDays: reader.read('loans.second-reminder-days'),
  restDays: reader.read('loans.reminder-rest-days'),
})

/** A letter already sent, and what was unpaid since when. */
export type SentReminder = { kind: ReminderKind; on: PlainDate; unpaidSince: PlainDate }

export type ReminderDecision =
  | { kind: ReminderKind; because?: undefined }
  | { kind?: undefined; because: string }

type Late = Pick<LoanState, 'lateCents' | 'daysPastDue' | 'oldestUnpaidOn' | 'isFrozen' | 'acceleratedOn'>

const none = (because: string): ReminderDecision => ({ because })

/**
 * The letter to propose for a loan today, if any. Nothing is claimed while the loan is frozen, and a loan whose term was
 * forfeited is claimed as a whole, by hand. What is told carries no fee: none may be charged (ancien L.311-23 C. conso.).
 */
export const decideReminder = (
  loan: Late,
  sent: readonly SentReminder[],
  { firstDays, secondDays, restDays }: ReminderRules,
  today: PlainDate,
): ReminderDecision => {
  const { oldestUnpaidOn, daysPastDue } = loan
  if (loan.lateCents <= 0 || oldestUnpaidOn === null) return none('Rien n’est en retard.')
  if (loan.isFrozen) return none('Le prêt est gelé : rien n’est réclamé.')
  if (loan.acceleratedOn !== null)
    return none('La déchéance du terme est prononcée : la mise en demeure est écrite par qui la signe.')
  const own = sent.filter(({ unpaidSince }) => unpaidSince === oldestUnpaidOn)
  if (own.some(({ kind }) => kind === 'second')) return none('Les deux lettres de ce retard sont parties.')
  const isSecond = own.length > 0
  const wait = (isSecond ? secondDays : firstDays) - daysPastDue
  const last = sent
    .map(({ on }) => on)
    .toSorted()
    .at(-1)
  const from = laterOf(addDays(today, Math.max(0, wait)), last ? addDays(last, restDays) : today)
  const kind = isSecond ? 'second' : 'first'
  return daysBetween(today, from) > 0
    ? none(`${reminderLabels[kind]} à partir du ${formatDate(from)}.`)
    : { kind }
}

/** Released together: each is a PDF, made in the transaction. */
export const mostRemindersAtOnce = 100
