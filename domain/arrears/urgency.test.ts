import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrearsStages } from '#domain/arrears/transitions.ts'
import { assessUrgency, type UrgencyFacts, urgencyRuleKeys } from '#domain/arrears/urgency.ts'

const late: UrgencyFacts = {
  onDate: '2026-11-21',
  stage: 'late',
  debtCents: 32_000,
  monthsOwedTenths: 10,
  trendSixMonthsCents: 0,
  currentRentResumed: true,
  becomesArrearsUnderB: false,
  reportDueOn: null,
}

describe('urgency', () => {
  it.each([
    [
      'report-overdue',
      { stage: 'constituted', reportDueOn: '2026-11-20' },
      'Signalement en retard : il était dû le 20/11/2026',
    ],
    [
      'report-soon',
      { stage: 'constituted', reportDueOn: '2026-12-06' },
      'Signalement à faire avant le 06/12/2026',
    ],
    ['aid-suspended', { stage: 'suspended' }, 'Aide au logement suspendue'],
    ['plan-breached', { stage: 'breached' }, 'Plan d’apurement non respecté'],
    [
      'deadline-overdue',
      { stage: 'fsl-seized', nextDeadlineOn: '2026-11-01' },
      'Échéance de procédure dépassée le 01/11/2026',
    ],
    [
      'deadline-soon',
      { stage: 'fsl-seized', nextDeadlineOn: '2026-11-30' },
      'Échéance de procédure le 30/11/2026',
    ],
    [
      'constituted',
      { stage: 'constituted', reportDueOn: '2026-12-07', debtCents: 64_000 },
      'Impayé constitué : 640,00\u00a0€',
    ],
    [
      'constituted-under-b',
      { becomesArrearsUnderB: true },
      'Sera un impayé avec la règle du 1er janvier 2027',
    ],
    [
      'worsening',
      { trendSixMonthsCents: 20_000, currentRentResumed: false },
      'La dette augmente : 200,00\u00a0€ de plus en six mois',
    ],
    ['late', {}, 'Retard de 320,00\u00a0€'],
    ['in-procedure', { stage: 'plan-active' }, 'Suivi en cours : 320,00\u00a0€ à régler'],
    ['none', { debtCents: 0 }, 'Rien à signaler'],
  ] as const)('%s', (rule, changes, reason) => {
    expect(assessUrgency({ ...late, ...changes })).toMatchObject({ rule, reason })
  })
  it('puts first, among equals, those nobody follows and whose rent is not resumed', () => {
    const score = (changes: Partial<UrgencyFacts>) => assessUrgency({ ...late, ...changes }).score
    expect(score({})).toBeGreaterThan(score({ hasReferent: true }))
    expect(score({ currentRentResumed: false })).toBeGreaterThan(score({}))
    expect(score({ monthsOwedTenths: 30 })).toBeGreaterThan(score({}))
  })
  it('never lets the amounts of a rule outweigh a higher rule, and stays a small integer', () => {
    const day = fc.constantFrom(null, '2026-11-01' as const, '2026-11-25' as const, '2027-03-01' as const)
    const anyFacts: fc.Arbitrary<UrgencyFacts> = fc.record({
      onDate: fc.constant('2026-11-21' as const),
      stage: fc.constantFrom(...arrearsStages),
      debtCents: fc.integer({ min: -10, max: 9_000_000 }),
      monthsOwedTenths: fc.option(fc.nat(5_000)),
      trendSixMonthsCents: fc.integer({ min: -90_000, max: 90_000 }),
      currentRentResumed: fc.boolean(),
      becomesArrearsUnderB: fc.boolean(),
      reportDueOn: day,
      nextDeadlineOn: day,
      hasReferent: fc.boolean(),
    })
    fc.assert(
      fc.property(anyFacts, anyFacts, (a, b) => {
        const [first, second] = [assessUrgency(a), assessUrgency(b)]
        const rank = ({ rule }: { rule: string }) => urgencyRuleKeys.indexOf(rule)
        if (rank(first) < rank(second)) expect(first.score).toBeGreaterThan(second.score)
        expect(Number.isInteger(first.score) && first.score >= 0 && first.score < 2_000_000).toBe(true)
      }),
    )
  })
})
