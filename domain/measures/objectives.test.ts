import { describe, expect, test } from 'vitest'
import {
  decideEvaluation,
  decideReview,
  type Evaluation,
  isActionLate,
  objectiveStateOf,
} from '#domain/measures/objectives.ts'
import type { PlainDate } from '#domain/plain-date.ts'

const on = (day: PlainDate, result: Evaluation['result']): Evaluation => ({ on: day, result })
const today = '2026-11-22'

describe('where an objective stands', () => {
  test.each<[string, Evaluation[], ReturnType<typeof objectiveStateOf>]>([
    ['nothing said yet', [], { result: null, closedOn: null }],
    ['in progress', [on('2026-03-01', 'progress')], { result: 'progress', closedOn: null }],
    [
      'reached after a stall',
      [on('2026-03-01', 'stalled'), on('2026-06-01', 'reached')],
      { result: 'reached', closedOn: '2026-06-01' },
    ],
    ['dropped', [on('2026-03-01', 'dropped')], { result: 'dropped', closedOn: '2026-03-01' }],
    [
      'taken up again',
      [on('2026-03-01', 'reached'), on('2026-06-01', 'progress')],
      { result: 'progress', closedOn: null },
    ],
    [
      'the day decides, not the order of entry',
      [on('2026-06-01', 'reached'), on('2026-03-01', 'stalled')],
      { result: 'reached', closedOn: '2026-06-01' },
    ],
    [
      'on one day, the later word stands',
      [on('2026-06-01', 'stalled'), on('2026-06-01', 'reached')],
      { result: 'reached', closedOn: '2026-06-01' },
    ],
  ])('%s', (_, evaluations, state) => {
    expect(objectiveStateOf(evaluations)).toEqual(state)
  })
})

describe('a late action', () => {
  test.each<[string, PlainDate | null, PlainDate | null, boolean]>([
    ['due yesterday', '2026-11-21', null, true],
    ['due today is not late', '2026-11-22', null, false],
    ['done after its day', '2026-11-01', '2026-11-20', false],
    ['without a day', null, null, false],
  ])('%s', (_, dueOn, closedOn, isLate) => {
    expect(isActionLate({ dueOn, closedOn }, today)).toBe(isLate)
  })
})

describe('evaluating', () => {
  const objective = { openedOn: '2026-03-01' as const, evaluations: [on('2026-06-01', 'progress')] }
  test.each<[PlainDate, string | undefined]>([
    ['2026-11-23', 'in-the-future'],
    ['2026-02-28', 'before-opening'],
    ['2026-05-31', 'before-last-evaluation'],
    ['2026-06-01', undefined],
    ['2026-11-22', undefined],
  ])('on %s: %s', (day, refusal) => {
    expect(decideEvaluation(objective, day, today)).toBe(refusal)
  })
})

describe('a review', () => {
  const open = { id: 'open', openedOn: '2026-03-01' as const, evaluations: [] }
  const closed = {
    id: 'closed',
    openedOn: '2026-03-01' as const,
    evaluations: [on('2026-06-01', 'reached')],
  }
  const later = { id: 'later', openedOn: '2026-11-10' as const, evaluations: [] }
  const all = [open, closed, later]
  test.each<[string, string[], PlainDate, string | undefined]>([
    ['every open objective', ['open'], '2026-10-01', undefined],
    ['one that was opened later is not asked', ['open'], '2026-11-09', undefined],
    ['one is forgotten', ['open'], '2026-11-20', 'not-all-evaluated'],
    ['a closed one may be taken up again', ['open', 'closed'], '2026-10-01', undefined],
    ['twice the same', ['open', 'open'], '2026-10-01', 'unknown-objective'],
    ['one of another measure', ['open', 'elsewhere'], '2026-10-01', 'unknown-objective'],
    ['before it was opened', ['open', 'later'], '2026-10-01', 'before-opening'],
    ['in the future', ['open', 'later'], '2026-12-01', 'in-the-future'],
  ])('%s', (_, evaluated, day, refusal) => {
    expect(decideReview(all, evaluated, day, today)).toBe(refusal)
  })

  test('without any objective it is still held, but not in the future', () => {
    expect(decideReview([], [], '2026-11-22', today)).toBeUndefined()
    expect(decideReview([], [], '2026-11-23', today)).toBe('in-the-future')
  })
})
