import { describe, expect, it } from 'vitest'
import { defaultLadder, proposeStep } from '#domain/arrears/ladder.ts'
import { type ArrearsStage, arrearsStages } from '#domain/arrears/transitions.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'

const since: PlainDate = '2026-09-01'
const propose = (
  day: number,
  debtCents: number,
  done: [string, number][] = [],
  stage: ArrearsStage = 'late',
) =>
  proposeStep(
    defaultLadder,
    { debtCents, firstDefaultOn: since, stage },
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
    ['the last step due to who was never reminded for a year', 365, 50_000, [], 'formal-notice'],
    ['the last step due that a debt is worth', 365, 15_000, [], 'rights-check'],
    ['nothing twice to who had the last step', 365, 50_000, [['formal-notice', 130]], undefined],
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
    expect(propose(60, 50_000, [], 'plan-active')).toBeUndefined()
    expect(
      proposeStep(defaultLadder, { debtCents: 0, firstDefaultOn: null, stage: 'none' }, [], since),
    ).toBeUndefined()
  })
  it.each([
    ['constituted', 5, undefined],
    ['constituted', 15, 'letter'],
    ['reported', 45, undefined],
    ['reported', 61, 'social-referral'],
    ['plan-by-landlord', 95, 'repayment-plan'],
    ['fsl-seized', 80, 'rights-check'],
    ['simplified', 95, 'rights-check'],
    ['suspended', 80, 'rights-check'],
  ] as const)('proposes nothing behind the stage « %s » on day %i', (stage, day, expected) => {
    expect(propose(day, 30_000, [], stage)).toBe(expected)
  })
  it('sends no friendly reminder to anyone already reported', () => {
    const reported = arrearsStages.slice(arrearsStages.indexOf('reported'))
    for (const stage of reported.filter((one) => one !== 'cleared' && one !== 'restored'))
      for (const day of [5, 20, 59]) expect(propose(day, 50_000, [], stage)).toBeUndefined()
  })
  it('says which steps no longer serve', () => {
    const reasonOn = (day: number) =>
      proposeStep(
        defaultLadder,
        { debtCents: 30_000, firstDefaultOn: since, stage: 'late' },
        [],
        addDays(since, day),
      )?.reason
    expect(reasonOn(15)).toMatch(/15 jours ; « Rappel amiable », prévu avant, n’a plus d’objet$/)
    expect(reasonOn(30)).toMatch(/« Rappel amiable » et l’étape suivante, prévus avant, n’ont plus d’objet$/)
  })
  it('says why', () => {
    const step = proposeStep(
      defaultLadder,
      { debtCents: 32_000, firstDefaultOn: since, stage: 'late' },
      [],
      addDays(since, 7),
    )
    expect(step).toMatchObject({ daysLate: 7, proposedOn: '2026-09-06' })
    expect(step?.reason).toBe('320,00\u00a0€ dus depuis 7 jours ; « Rappel amiable » est prévu après 5 jours')
  })
})
