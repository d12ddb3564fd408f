import { describe, expect, test } from 'vitest'
import { derivePlanState, type PlanCourse, type PlanEvent } from '#domain/plans/plan-states.ts'

const course: PlanCourse = {
  today: '2026-12-31',
  paidOffOn: null,
  lapsedOn: null,
  missedOn: null,
  caughtUpOn: null,
}
const signed: PlanEvent[] = [
  { kind: 'proposed', on: '2026-01-05' },
  { kind: 'signed-by-tenant', on: '2026-01-06' },
  { kind: 'signed-by-landlord', on: '2026-01-07' },
]
const state = (...events: PlanEvent[]) =>
  derivePlanState({ needsPayerApproval: false, events: [...signed, ...events] }, course)

describe('a plan frozen by over-indebtedness', () => {
  test('goes on once the freeze is over, where the ledger says it stands', () => {
    expect(state({ kind: 'frozen', on: '2026-03-01' }).state).toBe('frozen')
    const resumed = [
      { kind: 'frozen', on: '2026-03-01' },
      { kind: 'resumed', on: '2026-06-01' },
    ] as const
    expect(state(...resumed)).toEqual({ state: 'active', since: '2026-01-07' })
    expect(state(...resumed, { kind: 'frozen', on: '2026-09-01' }).state).toBe('frozen')
  })

  test('frozen and given back on one day goes on', () => {
    expect(state({ kind: 'frozen', on: '2026-03-01' }, { kind: 'resumed', on: '2026-03-01' }).state).toBe(
      'active',
    )
  })

  test('replaced by measures stays replaced: a resumption undoes a freeze only', () => {
    expect(state({ kind: 'replaced', on: '2026-05-01' }, { kind: 'resumed', on: '2026-06-01' }).state).toBe(
      'replaced',
    )
  })
})
