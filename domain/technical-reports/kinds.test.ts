import { expect, test } from 'vitest'
import { legalParameters, parameterOn } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import {
  answerDueOn,
  answerParameterOf,
  decideAnswer,
  technicalUrgencies,
} from '#domain/technical-reports/kinds.ts'

test('the more it presses, the sooner the answer is due', () => {
  const days = technicalUrgencies.map(
    (urgency) => parameterOn(legalParameters, answerParameterOf[urgency], '2026-11-22').value,
  )
  expect(days).toEqual([2, 8, 21])
  expect(days.map((count) => answerDueOn('2026-11-22', count))).toEqual([
    '2026-11-24',
    '2026-11-30',
    '2026-12-13',
  ])
})

test.each<[string, PlainDate, PlainDate | null, string | undefined]>([
  ['answered the same day', '2026-11-02', null, undefined],
  ['answered and done', '2026-11-05', '2026-11-04', undefined],
  ['answered before it was written', '2026-11-01', null, 'before-report'],
  ['work done before it was written', '2026-11-05', '2026-11-01', 'before-report'],
  ['answered tomorrow', '2026-11-23', null, 'in-the-future'],
  ['work done tomorrow', '2026-11-22', '2026-11-23', 'in-the-future'],
])('%s', (_, answeredOn, workDoneOn, refusal) => {
  const answer = { answeredOn, workDoneOn, decision: 'work-ordered' as const }
  expect(decideAnswer('2026-11-02', answer, '2026-11-22')).toBe(refusal)
})
