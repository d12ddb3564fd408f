import { describe, expect, test } from 'vitest'
import { changeSchedule } from '#domain/loans/change-schedule.ts'
import type { LoanHistory } from '#domain/loans/facts.ts'
import {
  fact,
  loanOf,
  paid,
  paidInTime,
  rulesForTests,
  scheduleOf,
  versionOf,
} from '#domain/loans/history-for-tests.ts'
import { replayLoan } from '#domain/loans/replay.ts'
import type { PlainDate } from '#domain/plain-date.ts'

// 1 200 € over 12 months, the 5th of each month of 2026.
const rows = scheduleOf(120_000, 12, '2026-01-05')
const loan = (rest: Partial<LoanHistory> = {}) => loanOf(120_000, 12, '2026-01-05', rest)
const stateOn = (today: PlainDate, rest: Partial<LoanHistory> = {}) =>
  replayLoan(loan(rest), rulesForTests, today)

test('an instalment is due on its day and late the day after', () => {
  expect(stateOn('2026-01-05')).toMatchObject({
    dueCents: 10_000,
    lateCents: 0,
    bucket: 'none',
    status: 'repaying',
  })
  expect(stateOn('2026-01-06')).toMatchObject({
    dueCents: 10_000,
    lateCents: 10_000,
    daysPastDue: 1,
    bucket: '1-30',
    status: 'in-arrears',
    oldestUnpaidOn: '2026-01-05',
    timeBarOn: '2028-01-05',
    nextDueOn: '2026-02-05',
  })
})

test('nobody is late for a weekend on which no bank collects', () => {
  const others = paidInTime(rows, 3)
  // 5 April 2026 is Easter Sunday: collected on Tuesday 7.
  expect(stateOn('2026-04-07', { payments: others })).toMatchObject({ dueCents: 10_000, lateCents: 0 })
  expect(stateOn('2026-04-08', { payments: others })).toMatchObject({ lateCents: 10_000, daysPastDue: 3 })
})

test.each([
  ['2026-02-04', '1-30', 'performing', 0],
  ['2026-02-05', '31-60', 'performing', 0],
  ['2026-03-07', '61-90', 'watch', 30_000],
  ['2026-04-06', 'over-90', 'doubtful', 60_000],
  ['2026-07-05', 'over-180', 'doubtful', 60_000],
] as const)('never paid, on %s: %s', (today, bucket, suggestedLevel, suggestedDepreciationCents) => {
  expect(stateOn(today)).toMatchObject({ bucket, suggestedLevel, suggestedDepreciationCents })
})

describe('payments', () => {
  test('settle the oldest row first, then those to come', () => {
    const state = stateOn('2026-03-10', { payments: [paid('a', '2026-03-10', 35_000)] })
    expect(state.rows.slice(0, 5).map(({ paidCents, state: said }) => [paidCents, said])).toEqual([
      [10_000, 'paid'],
      [10_000, 'paid'],
      [10_000, 'paid'],
      [5_000, 'coming'],
      [0, 'coming'],
    ])
    expect(state).toMatchObject({ nextDueOn: '2026-04-05', nextDueCents: 5_000, outstandingCents: 85_000 })
  })

  test('settle the row that the household names; the first incident stays the oldest', () => {
    const state = stateOn('2026-03-10', {
      payments: [paid('a', '2026-03-06', 10_000, { towards: '2026-03-05' })],
    })
    expect(state.rows.map(({ paidCents }) => paidCents).slice(0, 3)).toEqual([0, 0, 10_000])
    expect(state).toMatchObject({ oldestUnpaidOn: '2026-01-05', lateCents: 20_000 })
  })

  test('move the first incident, and with it the time bar', () => {
    const unpaid = { payments: [paid('a', '2026-06-01', 10_000)] }
    expect(stateOn('2026-06-10', unpaid)).toMatchObject({
      oldestUnpaidOn: '2026-02-05',
      timeBarOn: '2028-02-05',
    })
  })

  test('rejected: counted until the day of the rejection, then as if they had never been', () => {
    const rejected = paid('a', '2026-01-05', 10_000, { rejectedOn: '2026-01-09' })
    expect(stateOn('2026-01-08', { payments: [rejected] })).toMatchObject({ lateCents: 0 })
    expect(stateOn('2026-01-09', { payments: [rejected] })).toMatchObject({
      lateCents: 10_000,
      daysPastDue: 4,
    })
  })

  test('entered late, change what was late', () => {
    const entered = stateOn('2026-02-20', {
      payments: [paid('late', '2026-02-05', 10_000), paid('backdated', '2026-01-05', 10_000)],
    })
    expect(entered).toMatchObject({ lateCents: 0, status: 'repaying' })
    expect(entered.rows[0]?.settledOn).toBe('2026-01-05')
  })

  test('above the debt are owed to the household', () => {
    const state = stateOn('2026-02-20', { payments: [paid('a', '2026-02-01', 150_000)] })
    expect(state).toMatchObject({ outstandingCents: 0, owedCents: 30_000, status: 'repaid' })
    expect(
      stateOn('2026-03-20', {
        payments: [paid('a', '2026-02-01', 150_000)],
        refunds: [{ on: '2026-03-01', cents: 30_000 }],
      }).owedCents,
    ).toBe(0)
  })
})

describe('overindebtedness', () => {
  const frozen = [fact('loan-frozen', '2026-03-01')]
  test('freezes what is late; nothing more falls due', () => {
    const before = stateOn('2026-03-01', { facts: frozen })
    const later = stateOn('2026-11-30', { facts: frozen })
    expect(before).toMatchObject({ status: 'frozen', lateCents: 20_000, daysPastDue: 55 })
    expect(later).toMatchObject({ status: 'frozen', lateCents: 20_000, daysPastDue: 55, dueCents: 20_000 })
    expect(later.rows[5]?.state).toBe('held')
  })
  test('ends: what was held is asked for on that day', () => {
    const facts = [...frozen, fact('loan-unfrozen', '2026-06-01')]
    expect(stateOn('2026-06-01', { facts })).toMatchObject({ dueCents: 50_000, lateCents: 20_000 })
    expect(stateOn('2026-06-02', { facts })).toMatchObject({ lateCents: 50_000, status: 'in-arrears' })
  })
  test('never frozen backwards: payments go on counting', () => {
    const state = stateOn('2026-08-01', { facts: frozen, payments: [paid('a', '2026-07-01', 20_000)] })
    expect(state).toMatchObject({ lateCents: 0, status: 'frozen', outstandingCents: 100_000 })
  })
})

test('acceleration: all that is outstanding is due on its day', () => {
  const facts = [fact('loan-accelerated', '2026-03-10', { reason: 'x' })]
  expect(stateOn('2026-03-10', { facts })).toMatchObject({ dueCents: 120_000, lateCents: 30_000 })
  expect(stateOn('2026-03-11', { facts })).toMatchObject({
    status: 'accelerated',
    lateCents: 120_000,
    oldestUnpaidOn: '2026-01-05',
    suggestedDepreciationCents: 120_000,
  })
})

test('the time bar warns at six months, three and one, and passes the day after two years', () => {
  const alert = (today: PlainDate) => stateOn(today).timeBarAlert
  expect(alert('2027-07-04')).toBe('none')
  expect(alert('2027-07-05')).toBe('first')
  expect(alert('2027-10-05')).toBe('second')
  expect(alert('2027-12-05')).toBe('last')
  expect(alert('2028-01-05')).toBe('last')
  expect(alert('2028-01-06')).toBe('passed')
})

test('a new schedule puts the late rows right: the first incident is the first after it', () => {
  const state = stateOn('2026-04-20')
  const changed = changeSchedule(
    {
      anchorOn: '2026-01-05',
      convention: 'A',
      rows: state.rows.map((row) => ({ ...row, settledCents: row.paidCents })),
    },
    { kind: 'new-instalments', on: '2026-04-20', firstDueOn: '2026-05-05', convention: 'A', instalments: 24 },
  )
  if (changed.problem) throw new Error(changed.problem)
  const versions = [
    ...loan().versions,
    versionOf(changed.rows, '2026-04-20', { number: 2, reason: 'new-instalments' }),
  ]
  expect(stateOn('2026-04-20', { versions })).toMatchObject({ lateCents: 0, status: 'repaying' })
  expect(stateOn('2026-05-06', { versions })).toMatchObject({
    lateCents: 5_000,
    oldestUnpaidOn: '2026-05-05',
  })
  expect(stateOn('2026-04-19', { versions })).toMatchObject({ lateCents: 40_000 })
})

describe('written off', () => {
  const facts = [fact('loan-written-off', '2026-06-01', { cents: null, reason: 'discharge' })]
  test('nothing is outstanding; what comes later is recovered, never less lost', () => {
    const payments = [paid('a', '2026-02-01', 20_000), paid('b', '2026-09-01', 5_000)]
    expect(stateOn('2026-10-01', { facts, payments })).toMatchObject({
      status: 'written-off',
      outstandingCents: 0,
      repaidCents: 20_000,
      lostCents: 100_000,
      recoveredCents: 5_000,
      lateCents: 0,
    })
  })
  test('a payment of before, entered after, makes the loss smaller', () => {
    const payments = [paid('b', '2026-05-01', 30_000)]
    expect(stateOn('2026-10-01', { facts, payments })).toMatchObject({
      repaidCents: 30_000,
      lostCents: 90_000,
    })
  })
  test('in part: the last rows are given up', () => {
    const part = [fact('loan-written-off', '2026-02-01', { cents: 30_000, reason: 'discharge' })]
    const state = stateOn('2026-02-01', { facts: part })
    expect(state).toMatchObject({ outstandingCents: 90_000, status: 'in-arrears', endsOn: '2026-09-05' })
    expect(state.rows.slice(-3).map((row) => row.state)).toEqual(['remitted', 'remitted', 'remitted'])
  })
})

test('before anything is lent, the offer says where it stands and nothing is due', () => {
  const nothing = { disbursements: [], offer: 'accepted' as const }
  expect(stateOn('2026-08-01', nothing)).toMatchObject({
    status: 'offer-accepted',
    dueCents: 0,
    nextDueOn: null,
    changesOn: null,
  })
})

test('lent in part, then closed', () => {
  const half = {
    disbursements: [{ on: '2025-12-01' as const, cents: 60_000 }],
    versions: [versionOf(scheduleOf(60_000, 12, '2026-01-05'), '2025-12-01')],
  }
  expect(stateOn('2025-12-20', half).status).toBe('disbursing')
  expect(stateOn('2025-12-20', { ...half, facts: [fact('disbursements-closed', '2025-12-15')] }).status).toBe(
    'repaying',
  )
})

test('suspended, then resumed', () => {
  const version = versionOf(rows, '2026-01-01', {
    reason: 'suspension',
    pausedFrom: '2026-02-05',
    pausedUntil: '2026-05-05',
  })
  const later = { versions: [version], payments: paidInTime(rows, 12).slice(0, 4) }
  expect(stateOn('2026-02-04', later).status).toBe('repaying')
  expect(stateOn('2026-02-05', later).status).toBe('suspended')
  expect(stateOn('2026-05-05', later).status).toBe('repaying')
})

test('repaid ahead is not repaid', () => {
  const early = [
    ...rows.slice(0, 3),
    { dueOn: '2026-03-20', collectOn: '2026-03-20', cents: 90_000, early: true },
  ] as const
  const state = stateOn('2026-03-20', {
    versions: [versionOf(early, '2026-03-20')],
    payments: [...paidInTime(rows, 3), paid('z', '2026-03-20', 90_000)],
  })
  expect(state).toMatchObject({ status: 'early-repaid', outstandingCents: 0 })
})

test('the depreciation decided never exceeds what is outstanding', () => {
  const facts = [fact('loan-depreciated', '2026-04-10', { cents: 60_000 })]
  expect(stateOn('2026-04-10', { facts }).depreciationCents).toBe(60_000)
  expect(
    stateOn('2026-05-10', { facts, payments: [paid('a', '2026-05-01', 80_000)] }).depreciationCents,
  ).toBe(40_000)
})

test('the next change is the next day on which something moves', () => {
  expect(stateOn('2026-01-01').changesOn).toBe('2026-01-05')
  expect(stateOn('2026-01-05').changesOn).toBe('2026-01-06')
  expect(stateOn('2026-01-06').changesOn).toBe('2026-01-10')
  expect(stateOn('2026-01-10').changesOn).toBe('2026-02-05')
})
