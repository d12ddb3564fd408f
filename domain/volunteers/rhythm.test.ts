import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { isBeyondRhythm, nextMeetingAround, rhythmWords } from '#domain/volunteers/rhythm.ts'

const agreedOn: PlainDate = '2026-09-01'

describe('the next meeting is counted from what happened last', () => {
  const cases: [string, number | null, PlainDate | null, PlainDate | undefined][] = [
    ['no meeting yet: from the day the rhythm was agreed', 2, null, '2026-09-15'],
    ['a meeting since: from that meeting', 2, '2026-09-20', '2026-10-04'],
    ['a meeting before the rhythm was agreed does not hasten the next', 2, '2026-08-30', '2026-09-15'],
    ['whenever the household wishes: no day', null, '2026-09-20', undefined],
  ]
  test.each(cases)('%s', (_, weeks, last, around) => {
    expect(nextMeetingAround({ weeks, agreedOn }, last)).toBe(around)
  })

  test('nothing agreed, nothing expected', () => {
    expect(nextMeetingAround(null, '2026-09-20')).toBeUndefined()
    expect(isBeyondRhythm(null, null, '2030-01-01')).toBe(false)
  })
})

test('on the day itself nothing is beyond; the day after, it is', () => {
  expect(isBeyondRhythm({ weeks: 2, agreedOn }, null, '2026-09-15')).toBe(false)
  expect(isBeyondRhythm({ weeks: 2, agreedOn }, null, '2026-09-16')).toBe(true)
})

test('a meeting today is never beyond the rhythm', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 52 }), fc.integer({ min: 0, max: 900 }), (weeks, days) => {
      const today = addDays(agreedOn, days)
      expect(isBeyondRhythm({ weeks, agreedOn }, today, today)).toBe(false)
    }),
  )
})

test('the rhythm reads as people say it', () => {
  expect(rhythmWords(null)).toBe('Rythme à convenir avec le ménage')
  expect(rhythmWords({ weeks: null, agreedOn })).toBe('Quand le ménage le souhaite')
  expect(rhythmWords({ weeks: 1, agreedOn })).toBe('Toutes les semaines')
  expect(rhythmWords({ weeks: 3, agreedOn })).toBe('Toutes les 3 semaines')
})
