import { describe, expect, it } from 'vitest'
import { defaultLadder, proposeStep } from '#domain/arrears/ladder.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'

const since: PlainDate = '2026-09-01'
const propose = (day: number, debtCents: number, done: [string, number][] = [], planRunning = false) =>
  proposeStep(
    defaultLadder,
    { debtCents, firstDefaultOn: since, planRunning },
    done.map(([key, at]) => ({ key, on: addDays(since, at) })),
    addDays(since, day),
  )?.step.key

describe('the landlord’s ladder', () => {
  it.each([
    ['nothing before the first delay', 4, 50_000, [], undefined],
    ['a reminder after five days', 5, 50_000, [], 'first-reminder'],
    ['nothing more until the letter is due', 10, 50_000, [['first-reminder', 5]], undefined],
    ['the letter after fifteen', 15, 50_000, [['first-reminder', 5]], 'letter'],
    ['the social worker after two months', 60, 50_000, [['call', 31]], 'social-referral'],
    ['nothing for a debt under the step’s minimum', 20, 1_999, [], undefined],
    ['the next step worth it for a small debt', 35, 4_000, [], 'first-reminder'],
    ['no step passed over once a later one is done', 35, 50_000, [['letter', 16]], 'call'],
    ['the first step again for a new default', 6, 50_000, [['formal-notice', -200]], 'first-reminder'],
  ] as const)('proposes %s', (_, day, debtCents, done, expected) => {
    expect(
      propose(
        day,
        debtCents,
        done.map(([key, at]) => [key, at]),
      ),
    ).toBe(expected)
  })
  it('stands still while a plan runs or when nothing is owed', () => {
    expect(propose(60, 50_000, [], true)).toBeUndefined()
    expect(proposeStep(defaultLadder, { debtCents: 0, firstDefaultOn: null }, [], since)).toBeUndefined()
  })
  it('says why', () => {
    const step = proposeStep(
      defaultLadder,
      { debtCents: 32_000, firstDefaultOn: since },
      [],
      addDays(since, 7),
    )
    expect(step).toMatchObject({ daysLate: 7, proposedOn: '2026-09-06' })
    expect(step?.reason).toBe('320,00\u00a0€ dus depuis 7 jours ; « Rappel amiable » est prévu après 5 jours')
  })
})
