import { expect, test } from 'vitest'
import { dayInParis, hourInParis, instantInParis, sayHours } from '#web/my-day/hours.ts'

test.each([
  ['2026-11-22', '14:30', '2026-11-22T13:30:00.000Z'],
  ['2026-07-22', '14:30', '2026-07-22T12:30:00.000Z'],
  ['2026-07-22', '9h', '2026-07-22T07:00:00.000Z'],
  ['2026-03-29', '01:30', '2026-03-29T00:30:00.000Z'],
  ['2026-03-29', '03:30', '2026-03-29T01:30:00.000Z'],
] as const)('le %s à %s à Paris', (day, hour, instant) => {
  expect(instantInParis(day, hour)).toBe(instant)
})

test('an hour that does not exist, or cannot be read, is no instant', () => {
  expect(instantInParis('2026-03-29', '02:30')).toBeUndefined()
  expect(instantInParis('2026-11-22', '25:00')).toBeUndefined()
  expect(instantInParis('2026-11-22', 'midi')).toBeUndefined()
})

test('the day and the hours are those of Paris', () => {
  expect(dayInParis('2026-11-21T23:30:00.000Z')).toBe('2026-11-22')
  expect(sayHours('2026-11-22T08:00:00.000Z', '2026-11-22T09:30:00.000Z')).toBe('09:00 – 10:30')
})

test.each(['2026-11-22T13:30:00.000Z', '2026-07-22T07:05:00.000Z'])(
  'the hour of %s is read back',
  (instant) => {
    expect(instantInParis(dayInParis(instant), hourInParis(instant))).toBe(instant)
  },
)
