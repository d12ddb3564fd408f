import { isPlainDate, type PlainDate } from '#domain/plain-date.ts'
import type { FieldValues } from '#domain/procedures/definition.ts'
import type { LineStep } from '#domain/procedures/walk.ts'

/** What the line of an over-indebtedness file brings about elsewhere in the file (handbook §7). */
export const overindebtednessEffectKinds = [
  /** The aid comes back, paid to the landlord (L.722-10, CCH R.824-24). */
  'aid-restored',
  /** Earlier debts are no longer paid, the current rent is (L.722-5); a debt under delays of the judge goes on. */
  'plan-frozen',
  'plan-resumed',
  'plan-replaced',
  /** The eviction is not suspended by itself: someone asks the judge (L.722-6). */
  'ask-eviction-suspension',
  'eviction-suspended',
  'eviction-resumed',
  'protocol-suspended',
  'protocol-measures',
  'protocol-written-off',
  'protocol-resumed',
  /** The landlord writes the rent debt off in its own books: not a payment (L.741-1). */
  'write-off-rent-debt',
] as const
export type OverindebtednessEffectKind = (typeof overindebtednessEffectKinds)[number]

export type OverindebtednessEffect = {
  /** The fact of the line it follows from. */
  factKey: string
  kind: OverindebtednessEffectKind
  on: PlainDate
  detail: FieldValues
}

/** Where earlier debts may not be paid: admitted, and not decided yet. */
export const admittedStates = [
  'admissible',
  'plan-negotiated',
  'measures-notified',
  'write-off-notified',
  'liquidation-open',
  'contested',
] as const

const underMeasures = ['plan-in-force', 'measures-in-force']
const endedWithout = ['rejected', 'withdrawn']

const setsMeasures = ['plan-approved', 'measures-notified', 'measures-judged']
const writesOff = ['write-off-notified', 'write-off-judged', 'liquidation-closed']

/** In the order of the line. What the line no longer says is to be undone. */
export const effectsOfOverindebtedness = (
  steps: readonly LineStep[],
  circumstances: FieldValues,
): OverindebtednessEffect[] => {
  const taken = steps.filter(({ problem }) => problem === null)
  const isAsked = taken.some(({ fact }) => fact.event === 'eviction-suspension-asked')
  return taken.flatMap((step, index) => {
    const before = taken.slice(0, index)
    const ground = {
      wasAdmitted: before.some(({ fact }) => fact.event === 'admissible'),
      isAsked,
      hasJudgeDelays: circumstances.hasJudgeDelays === true,
    }
    return kindsOf(step, ground).map((kind) => ({
      factKey: step.fact.id,
      kind,
      ...said(kind, step, [...before, step], circumstances),
    }))
  })
}

type Ground = { wasAdmitted: boolean; isAsked: boolean; hasJudgeDelays: boolean }

const kindsOf = (
  { fact, from, to }: LineStep,
  { wasAdmitted, isAsked, hasJudgeDelays }: Ground,
): OverindebtednessEffectKind[] => {
  if (fact.event === 'admissible')
    return [
      'aid-restored',
      ...(hasJudgeDelays ? [] : (['plan-frozen'] as const)),
      ...(isAsked ? [] : (['ask-eviction-suspension'] as const)),
      'protocol-suspended',
    ]
  if (fact.event === 'eviction-suspension-granted') return ['eviction-suspended']
  if (from === to || !wasAdmitted) return []
  if (endedWithout.includes(to)) return ['plan-resumed', 'eviction-resumed', 'protocol-resumed']
  if (underMeasures.includes(to)) return ['plan-replaced', 'eviction-resumed', 'protocol-measures']
  if (to === 'written-off')
    return ['plan-replaced', 'eviction-resumed', 'protocol-written-off', 'write-off-rent-debt']
  return []
}

/** A decision comes into force by the end of a delay: what it says was written with it, earlier on the line. */
const said = (
  kind: OverindebtednessEffectKind,
  { fact: now }: LineStep,
  upToNow: readonly LineStep[],
  circumstances: FieldValues,
): Pick<OverindebtednessEffect, 'on' | 'detail'> => {
  const { on } = now
  const last = (events: readonly string[]) =>
    upToNow.findLast(({ fact }) => events.includes(fact.event))?.fact
  if (kind === 'eviction-suspended') return { on, detail: keep('months', now.detail.months) }
  if (kind === 'protocol-measures') return { on, detail: keep('months', last(setsMeasures)?.detail.months) }
  if (kind !== 'write-off-rent-debt') return { on, detail: {} }
  const decision = last(writesOff)?.detail
  return {
    // L.741-1: at the day of the decision, not at the end of the contest.
    on: isPlainDate(decision?.decidedOn) ? decision.decidedOn : on,
    detail: keep('rentDebtCents', decision?.rentDebtCents ?? circumstances.rentDebtCents),
  }
}

const keep = (key: string, value: FieldValues[string] | undefined): FieldValues =>
  value === undefined ? {} : { [key]: value }
