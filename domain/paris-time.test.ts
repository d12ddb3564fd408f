import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parisInstant } from '#domain/paris-time.ts'
import { addDays } from '#domain/plain-date.ts'

const clock = new Intl.DateTimeFormat('fr-CA', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'short',
  hour12: false,
})
const inParis = (instant: string) => clock.format(new Date(instant)).replace(' h ', ':').replace(/,? /, ' ')

describe('an hour in Paris', () => {
  test('is one hour ahead of UTC in winter, two in summer', () => {
    expect(parisInstant('2026-11-24', '14:00')).toBe('2026-11-24T13:00:00.000Z')
    expect(parisInstant('2026-07-14', '14:00')).toBe('2026-07-14T12:00:00.000Z')
    expect(parisInstant('2027-03-28', '01:59')).toBe('2027-03-28T00:59:00.000Z')
    expect(parisInstant('2027-03-28', '03:00')).toBe('2027-03-28T01:00:00.000Z')
    expect(parisInstant('2026-10-25', '03:00')).toBe('2026-10-25T02:00:00.000Z')
  })

  test('that the change of March jumps over is read an hour later', () => {
    expect(parisInstant('2027-03-28', '02:30')).toBe('2027-03-28T01:30:00.000Z')
  })

  test('reads back as the hour that was written, whatever the day', () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.nat(23), fc.nat(59), (days, hour, minute) => {
        const day = addDays('2002-01-01', days)
        const time = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':')
        const back = inParis(parisInstant(day, time))
        fc.pre(hour !== 2)
        expect(back).toBe(`${day} ${time}`)
      }),
    )
  })
})
