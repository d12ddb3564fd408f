import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  compareDates,
  daysBetween,
  firstOfMonth,
  formatDate,
  formatLongDate,
  fromExcelSerial,
  isPlainDate,
  lastOfMonth,
  monthsBetween,
  type PlainDate,
  readFrenchDate,
  weekdayName,
} from '#domain/plain-date.ts'

const anyDate = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as PlainDate)

describe('counting days', () => {
  it('agrees with the calendar of the machine', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -20_000, max: 20_000 }), (date, days) => {
        const expected = new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
        expect(addDays(date, days)).toBe(expected)
        expect(daysBetween(date, addDays(date, days))).toBe(days)
      }),
    )
  })
  it('agrees with Temporal on months', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -600, max: 600 }), (date, months) => {
        const expected = Temporal.PlainDate.from(date).add({ months }).toString()
        expect(addMonths(date, months)).toBe(expected)
      }),
    )
  })
  it('clamps 31 January to the end of each month, from the anchor', () => {
    const anchor: PlainDate = '2027-01-31'
    expect([0, 1, 2, 3].map((k) => addMonths(anchor, k))).toEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
    ])
  })
  it('counts whole months elapsed', () => {
    expect(monthsBetween('2026-01-31', '2026-02-27')).toBe(0)
    expect(monthsBetween('2026-01-31', '2026-02-28')).toBe(1)
    expect(monthsBetween('2026-08-05', '2026-11-21')).toBe(3)
    fc.assert(
      fc.property(anyDate, anyDate, (from, to) => {
        const months = monthsBetween(from, to)
        expect(addMonths(from, months) <= to).toBe(true)
        expect(addMonths(from, months + 1) > to).toBe(true)
      }),
    )
  })
  it('finds the bounds of a month and the order of two days', () => {
    expect(firstOfMonth('2028-02-15')).toBe('2028-02-01')
    expect(lastOfMonth('2028-02-15')).toBe('2028-02-29')
    expect(compareDates('2026-01-02', '2026-01-10')).toBe(-1)
    expect(compareDates('2026-01-10', '2026-01-10')).toBe(0)
  })
})

describe('reading a date', () => {
  it.each([
    ['21/11/2026', '2026-11-21'],
    ['1/2/2026', '2026-02-01'],
    ['21-11-2026', '2026-11-21'],
    ['21.11.2026', '2026-11-21'],
    ['2026-11-21', '2026-11-21'],
    ['2026/11/21', '2026-11-21'],
    ['20261121', '2026-11-21'],
    [' 21/11/2026 00:00:00 ', '2026-11-21'],
    ['2026-11-21T08:30:00.000', '2026-11-21'],
    ['29/02/2028', '2028-02-29'],
  ])('reads « %s »', (written, date) => {
    expect(readFrenchDate(written)).toEqual({ date })
  })
  it.each([
    ['31/02/2026', 'no-such-day'],
    ['29/02/2026', 'no-such-day'],
    ['00/01/2026', 'no-such-day'],
    ['12/25/2026', 'no-such-day'],
    ['21/11/26', 'two-digit-year'],
    ['01/01/0001', 'year-out-of-range'],
    ['31/12/9999', 'year-out-of-range'],
    ['hier', 'not-a-date'],
    ['', 'not-a-date'],
    ['2026-11', 'not-a-date'],
    ['2026-11-21T23:30:00Z', 'not-a-date'],
  ])('refuses « %s »: %s', (written, problem) => {
    expect(readFrenchDate(written)).toEqual({ problem })
  })
  it('knows a day from a text that looks like one', () => {
    expect(isPlainDate('2026-11-21')).toBe(true)
    expect(isPlainDate('2026-02-30')).toBe(false)
    expect(isPlainDate('2026-2-3')).toBe(false)
    expect(isPlainDate(20261121)).toBe(false)
  })
  it('reads back what it writes', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(readFrenchDate(formatDate(date))).toEqual({ date })
      }),
    )
  })
})

describe('Excel days', () => {
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [46_347, '2026-11-21'],
    [46_347.75, '2026-11-21'],
  ])('serial %d is %s', (serial, date) => {
    expect(fromExcelSerial(serial)).toBe(date)
  })
  it.each([0, -3, 60, Number.NaN, 4_000_000])('serial %d is no day', (serial) => {
    expect(fromExcelSerial(serial)).toBeUndefined()
  })
})

describe('writing a date', () => {
  it('in figures and in full', () => {
    expect(formatDate('2026-11-21')).toBe('21/11/2026')
    expect(formatLongDate('2026-11-21')).toBe('21 novembre 2026')
    expect(formatLongDate('2027-01-01')).toBe('1er janvier 2027')
    expect(weekdayName('2026-11-21')).toBe('samedi')
    expect(weekdayName('1969-12-31')).toBe('mercredi')
  })
})
