import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CurrentSchedule, changeSchedule, type ScheduleChange } from '#domain/loans/change-schedule.ts'
import { scheduleOf } from '#domain/loans/history-for-tests.ts'
import type { Convention } from '#domain/loans/schedule.ts'
import { sumCents } from '#domain/money.ts'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'

/** The first `settled` cents of the schedule are paid, the oldest row first. */
const current = (
  principalCents: number,
  instalments: number,
  settled: number,
  { first = '2027-01-05', convention = 'A' }: { first?: PlainDate; convention?: Convention } = {},
): CurrentSchedule => {
  let left = settled
  const rows = scheduleOf(principalCents, instalments, first).map((row) => {
    const settledCents = Math.min(left, row.cents)
    left -= settledCents
    return { ...row, settledCents }
  })
  return { anchorOn: first, convention, rows }
}
const change = (schedule: CurrentSchedule, asked: ScheduleChange) => {
  const made = changeSchedule(schedule, asked)
  if (made.problem) throw new Error(made.problem)
  return made
}
const cents = (rows: readonly { cents: number }[]) => rows.map((row) => row.cents)
const days = (rows: readonly { dueOn: string }[]) => rows.map(({ dueOn }) => dueOn)

// Handbook money §3.4: 24 instalments paid out of 96, 4 619,92 € outstanding, 1 000 € repaid ahead.
const after24 = current(616_000, 96, 24 * 6_417)
const early = (keep: 'term' | 'instalment', amount = 100_000): ScheduleChange => ({
  kind: 'early-repayment',
  on: '2028-12-20',
  cents: amount,
  keep,
})

test('repaid ahead, same term: 71 × 50,28 € and 50,04 €', () => {
  const { rows } = change(after24, early('term'))
  expect(cents(rows.slice(25))).toEqual([...new Array(71).fill(5_028), 5_004])
  expect(rows[24]).toEqual({ dueOn: '2028-12-20', collectOn: '2028-12-20', cents: 100_000, early: true })
  expect(rows.at(-1)?.dueOn).toBe('2034-12-05')
  expect(cents(rows.slice(0, 24))).toEqual(new Array(24).fill(6_417))
})

test('repaid ahead, same instalment: 57 rows, the last of 26,40 €', () => {
  const { rows } = change(after24, early('instalment'))
  expect(cents(rows.slice(25))).toEqual([...new Array(56).fill(6_417), 2_640])
})

test('all of it repaid ahead', () => {
  const { rows } = change(after24, early('term', 461_992))
  expect(rows).toHaveLength(25)
  expect(sumCents(cents(rows))).toBe(616_000)
})

test('what is late is settled before anything is repaid ahead', () => {
  expect(changeSchedule(current(616_000, 96, 23 * 6_417), early('term'))).toEqual({ problem: 'late-first' })
  expect(changeSchedule(after24, early('term', 461_993))).toEqual({ problem: 'more-than-outstanding' })
})

test('a deferral moves every row, clamped from the anchor', () => {
  const { rows, pausedFrom, pausedUntil } = change(current(40_000, 4, 0, { first: '2027-01-31' }), {
    kind: 'deferral',
    on: '2027-01-10',
    months: 1,
  })
  expect(days(rows)).toEqual(['2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31'])
  expect([pausedFrom, pausedUntil]).toEqual(['2027-01-31', '2027-02-28'])
  expect(changeSchedule(after24, { kind: 'deferral', on: '2026-12-01', months: 1 })).toEqual({
    problem: 'already-begun',
  })
})

test('a suspension moves what is to come and leaves what is late; a part already paid stays', () => {
  // January is paid, February half, February and March are due on 10 March.
  const schedule = current(40_000, 4, 15_000, { first: '2027-01-31' })
  const { rows } = change(schedule, {
    kind: 'suspension',
    on: '2027-03-10',
    fromOn: '2027-03-10',
    months: 3,
  })
  expect(rows.map(({ dueOn, cents: amount }) => [dueOn, amount])).toEqual([
    ['2027-01-31', 10_000],
    ['2027-02-28', 10_000],
    ['2027-06-30', 10_000],
    ['2027-07-31', 10_000],
  ])
  const ahead = change(current(40_000, 4, 5_000), {
    kind: 'suspension',
    on: '2026-12-01',
    fromOn: '2026-12-01',
    months: 2,
  })
  expect(ahead.rows.slice(0, 2).map(({ dueOn, cents: amount }) => [dueOn, amount])).toEqual([
    ['2027-01-05', 5_000],
    ['2027-03-05', 5_000],
  ])
})

test('a suspension with the same term: fewer rows, higher', () => {
  const { rows, pausedFrom, pausedUntil } = change(current(120_000, 12, 0), {
    kind: 'suspension-same-term',
    on: '2026-12-15',
    fromOn: '2027-01-01',
    months: 2,
  })
  expect(cents(rows)).toEqual(new Array(10).fill(12_000))
  expect([rows[0]?.dueOn, rows.at(-1)?.dueOn]).toEqual(['2027-03-05', '2027-12-05'])
  expect([pausedFrom, pausedUntil]).toEqual(['2027-01-05', '2027-03-05'])
  expect(
    changeSchedule(current(120_000, 12, 0), {
      kind: 'suspension-same-term',
      on: '2026-12-15',
      fromOn: '2027-01-01',
      months: 12,
    }),
  ).toEqual({ problem: 'nothing-left' })
})

test('new instalments take what is late with them', () => {
  const { rows, anchorOn } = change(current(120_000, 12, 25_000), {
    kind: 'new-instalments',
    on: '2027-06-20',
    firstDueOn: '2027-07-10',
    convention: 'C',
    instalmentCents: 4_000,
  })
  expect(anchorOn).toBe('2027-07-10')
  expect(cents(rows).slice(0, 3)).toEqual([10_000, 10_000, 5_000])
  expect(cents(rows).slice(3)).toEqual([...new Array(23).fill(4_000), 3_000])
  expect(
    changeSchedule(current(120_000, 12, 0), {
      kind: 'new-instalments',
      on: '2027-06-20',
      firstDueOn: '2027-06-20',
      convention: 'A',
      instalments: 12,
    }),
  ).toEqual({ problem: 'starts-in-the-past' })
})

test('a shortfall turned into a loan: 6 870 + 1 600 over 84 is 83 × 100,83 € and 101,11 €', () => {
  const { rows } = change(current(687_000, 84, 0), {
    kind: 'added-principal',
    on: '2026-12-01',
    cents: 160_000,
  })
  expect(cents(rows)).toEqual([...new Array(83).fill(10_083), 10_111])
  const longer = change(current(10_000, 2, 10_000), {
    kind: 'added-principal',
    on: '2027-04-20',
    cents: 3_000,
    instalments: 3,
  })
  expect(days(longer.rows.slice(2))).toEqual(['2027-05-05', '2027-06-05', '2027-07-05'])
})

test('lent in tranches: rows are made again until the first is due, the rest is spread afterwards', () => {
  const tranche = (principalCents: number, lentBeforeCents: number, on: PlainDate): ScheduleChange => ({
    kind: 'disbursement',
    on,
    principalCents,
    lentBeforeCents,
  })
  const offered = current(2_900_000, 96, 0)
  const first = change(offered, tranche(1_000_000, 0, '2026-12-10'))
  expect(sumCents(cents(first.rows))).toBe(1_000_000)
  expect(first.rows).toHaveLength(96)
  const withRows = (rows: CurrentSchedule['rows'][number][] | typeof first.rows) => ({
    ...offered,
    rows: rows.map((row) => ({ ...row, settledCents: 0 })),
  })
  const whole = change(withRows(first.rows), tranche(2_900_000, 1_000_000, '2026-12-20'))
  expect(whole.rows).toEqual(scheduleOf(2_900_000, 96, '2027-01-05'))
  const late = change(withRows(first.rows), tranche(1_500_000, 1_000_000, '2027-02-10'))
  expect(cents(late.rows).slice(0, 2)).toEqual([10_417, 10_417])
  expect(sumCents(cents(late.rows))).toBe(1_500_000)
})

test('who had received nothing by the first due date owes nothing then: the dates move on', () => {
  const { rows } = change(current(60_000, 6, 0, { first: '2027-01-31' }), {
    kind: 'disbursement',
    on: '2027-03-31',
    principalCents: 60_000,
    lentBeforeCents: 0,
  })
  expect(days(rows)).toEqual([
    '2027-04-30',
    '2027-05-31',
    '2027-06-30',
    '2027-07-31',
    '2027-08-31',
    '2027-09-30',
  ])
})

const anyChange = (on: PlainDate): fc.Arbitrary<ScheduleChange> =>
  fc.oneof(
    fc.integer({ min: 1, max: 12 }).map((months) => ({ kind: 'deferral' as const, on, months })),
    fc
      .record({ months: fc.integer({ min: 1, max: 12 }), after: fc.nat(20), same: fc.boolean() })
      .map(({ months, after, same }) => ({
        kind: same ? ('suspension-same-term' as const) : ('suspension' as const),
        on,
        fromOn: addMonths(on, after),
        months,
      })),
    fc.integer({ min: 1, max: 60 }).map((instalments) => ({
      kind: 'new-instalments' as const,
      on,
      firstDueOn: addMonths(on, 1),
      convention: 'A' as const,
      instalments,
    })),
    fc
      .record({ cents: fc.integer({ min: 1, max: 500_000 }), keep: fc.constantFrom('term', 'instalment') })
      .map(({ cents: amount, keep }) => ({
        kind: 'early-repayment' as const,
        on,
        cents: amount,
        keep: keep as 'term' | 'instalment',
      })),
    fc
      .integer({ min: 1, max: 500_000 })
      .map((amount) => ({ kind: 'added-principal' as const, on, cents: amount })),
  )

test('no change loses a cent, and what is settled stays where it was', () => {
  let made = 0
  const schedules = fc.record({
    principal: fc.integer({ min: 1_000, max: 1_000_000 }),
    instalments: fc.integer({ min: 1, max: 120 }),
    share: fc.integer({ min: 0, max: 100 }),
    convention: fc.constantFrom<Convention>('A', 'B', 'C'),
    onDay: fc.integer({ min: -3, max: 60 }).map((months) => addMonths('2027-01-20', months)),
  })
  fc.assert(
    fc.property(
      schedules.chain((all) => anyChange(all.onDay).map((asked) => ({ ...all, asked }))),
      ({ principal, instalments, share, convention, asked }) => {
        const settled = Math.floor((principal * share) / 100)
        const schedule = current(principal, instalments, settled, { convention, first: '2027-01-31' })
        const { rows, problem } = changeSchedule(schedule, asked)
        if (problem !== undefined) return
        made += 1
        const added = asked.kind === 'added-principal' ? asked.cents : 0
        expect(sumCents(cents(rows))).toBe(principal + added)
        expect(Math.min(...cents(rows))).toBeGreaterThan(0)
        expect(days(rows)).toEqual(days(rows).toSorted())
        for (const row of schedule.rows)
          if (row.settledCents === row.cents)
            expect(rows).toContainEqual({ dueOn: row.dueOn, collectOn: row.collectOn, cents: row.cents })
      },
    ),
    { numRuns: 600 },
  )
  expect(made).toBeGreaterThan(200)
})
