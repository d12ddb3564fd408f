import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AccountTerms, type LedgerEntry, replayLedger } from '#domain/arrears/ledger.ts'
import { rankInDay } from '#domain/arrears/ledger-order.ts'
import { readArrearsRules } from '#domain/arrears/threshold.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import { addDays, addMonths, compareDates, lastOfMonth, type PlainDate } from '#domain/plain-date.ts'
import { entryKinds } from '#domain/tenancies/kinds.ts'

/** Calls dated on their due day, unless a case says otherwise. */
const rules = { ...readArrearsRules(readParameters(legalParameters, '2026-11-21')), dueDelayDays: 0 }
/** Net expense 320,00: regime A's threshold is 640,00. */
const terms: AccountTerms = {
  rentCents: 43_000,
  chargesCents: 9_000,
  rlsCents: 0,
  benefitCents: 20_000,
  benefitPaidTo: 'landlord',
}
const call = (on: PlainDate): LedgerEntry[] => [
  { on, kind: 'rent-call', amountCents: 43_000 },
  { on, kind: 'charges-call', amountCents: 9_000 },
  { on, kind: 'benefit', amountCents: -20_000 },
]
const payment = (on: PlainDate, amountCents = 32_000): LedgerEntry => ({
  on,
  kind: 'payment',
  amountCents: -amountCents,
})
const replay = (
  entries: LedgerEntry[],
  upTo: PlainDate,
  { dueDelayDays = 0, ...changed }: Partial<AccountTerms> & { dueDelayDays?: number } = {},
) => replayLedger({ ...terms, ...changed }, { ...rules, dueDelayDays }, entries, upTo)

describe('dating a debt', () => {
  it('owes nothing when every call is paid', () => {
    const position = replay(
      [...call('2026-01-01'), payment('2026-01-05'), ...call('2026-02-01'), payment('2026-02-05')],
      '2026-02-20',
    )
    expect(position).toMatchObject({
      balanceCents: 0,
      overdueCents: 0,
      firstDefaultOn: null,
      monthsOwedTenths: 0,
      currentRentResumed: true,
      previousRentPaid: true,
    })
    expect(position).toMatchObject({
      constitutedOnA: null,
      constitutedOnB: null,
      lastPaymentOn: '2026-02-05',
      lastCallOn: '2026-02-01',
    })
  })
  it('dates it from the oldest call not fully covered, payments paying the oldest first', () => {
    const entries = [
      ...call('2026-01-01'),
      ...call('2026-02-01'),
      ...call('2026-03-01'),
      payment('2026-03-10', 40_000),
    ]
    expect(replay(entries, '2026-03-20')).toMatchObject({
      balanceCents: 56_000,
      firstDefaultOn: '2026-02-01',
    })
  })
  it('keeps the date of who never pays a cent, whatever aid the landlord receives for the later months', () => {
    const entries = [
      ...call('2026-01-01'),
      ...call('2026-02-01'),
      ...call('2026-03-01'),
      ...call('2026-04-01'),
    ]
    expect(replay(entries, '2026-04-02')).toMatchObject({
      overdueCents: 128_000,
      firstDefaultOn: '2026-01-01',
      constitutedOnA: '2026-02-01',
      constitutedOnB: '2026-02-01',
    })
  })
  it('lets what an aid exceeds its month by pay the oldest call', () => {
    const entries: LedgerEntry[] = [
      ...call('2026-01-01'),
      ...call('2026-02-01'),
      { on: '2026-02-10', kind: 'benefit', amountCents: -70_000 },
    ]
    expect(replay(entries, '2026-02-20')).toMatchObject({ overdueCents: 0, firstDefaultOn: null })
  })
  it('brings a date back when the payment that covered a call is rejected', () => {
    const entries: LedgerEntry[] = [
      ...call('2026-01-01'),
      payment('2026-01-05'),
      ...call('2026-02-01'),
      payment('2026-02-05'),
      { on: '2026-02-12', kind: 'payment-rejected', amountCents: 32_000 },
    ]
    expect(replay(entries, '2026-02-11').firstDefaultOn).toBeNull()
    expect(replay(entries, '2026-02-12')).toMatchObject({
      overdueCents: 32_000,
      firstDefaultOn: '2026-02-01',
      currentRentResumed: false,
    })
  })
  it('takes a rejection of more than was ever paid as a debt of its day', () => {
    const entries: LedgerEntry[] = [{ on: '2026-02-12', kind: 'payment-rejected', amountCents: 5_000 }]
    expect(replay(entries, '2026-03-01')).toMatchObject({ overdueCents: 5_000, firstDefaultOn: '2026-02-12' })
  })
  it('corrects a call by its reversal without a trace on the debt', () => {
    const wrong: LedgerEntry[] = [
      { on: '2026-01-01', kind: 'rent-call', amountCents: 50_000 },
      { on: '2026-01-03', kind: 'rent-call', amountCents: -50_000 },
    ]
    expect(replay(wrong, '2026-01-10')).toMatchObject({ balanceCents: 0, firstDefaultOn: null })
  })
  it('counts a balance brought forward from its day, and a write-off as paid', () => {
    const entries: LedgerEntry[] = [{ on: '2025-12-31', kind: 'opening-balance', amountCents: 70_000 }]
    expect(replay(entries, '2026-01-15').firstDefaultOn).toBe('2025-12-31')
    entries.push({ on: '2026-02-01', kind: 'write-off', amountCents: -70_000 })
    expect(replay(entries, '2026-02-15').firstDefaultOn).toBeNull()
  })
  it('does not hold a call late before its due day', () => {
    const waiting = { dueDelayDays: 9 }
    expect(replay(call('2026-01-01'), '2026-01-09', waiting)).toMatchObject({
      balanceCents: 32_000,
      overdueCents: 0,
      firstDefaultOn: null,
      currentRentResumed: true,
    })
    expect(replay(call('2026-01-01'), '2026-01-10', waiting)).toMatchObject({
      overdueCents: 32_000,
      firstDefaultOn: '2026-01-10',
      currentRentResumed: false,
    })
  })
  it('lets the aid of a call that waits lessen that call, not the older debt', () => {
    const entries = [...call('2026-01-01'), ...call('2026-02-01')]
    expect(replay(entries, '2026-02-10', { dueDelayDays: 10 })).toMatchObject({
      balanceCents: 64_000,
      overdueCents: 32_000,
      firstDefaultOn: '2026-01-11',
      constitutedOnA: null,
    })
    expect(replay(entries, '2026-02-11', { dueDelayDays: 10 })).toMatchObject({
      overdueCents: 64_000,
      firstDefaultOn: '2026-01-11',
      constitutedOnA: '2026-02-11',
    })
  })
  it('forgets a call that is reversed before it is due, and leaves the older debt as it was', () => {
    const entries: LedgerEntry[] = [
      ...call('2026-01-01'),
      { on: '2026-02-01', kind: 'rent-call', amountCents: 50_000 },
      { on: '2026-02-03', kind: 'rent-call', amountCents: -50_000 },
    ]
    expect(replay(entries, '2026-02-20', { dueDelayDays: 10 })).toMatchObject({
      overdueCents: 32_000,
      firstDefaultOn: '2026-01-11',
    })
  })
  it('ignores what happens after the day asked for', () => {
    expect(replay([...call('2026-01-01'), payment('2026-01-20')], '2026-01-19').overdueCents).toBe(32_000)
  })
})

describe('how far and how fast', () => {
  const unpaidSinceMay = [
    '2026-05-01',
    '2026-06-01',
    '2026-07-01',
    '2026-08-01',
    '2026-09-01',
    '2026-10-01',
    '2026-11-01',
  ] as const
  it('counts months of net expense owed, in tenths', () => {
    expect(
      replay([...call('2026-01-01'), ...call('2026-02-01'), payment('2026-02-05', 16_000)], '2026-02-20')
        .monthsOwedTenths,
    ).toBe(15)
    expect(replay(call('2026-01-01'), '2026-01-20', { benefitCents: 52_000 }).monthsOwedTenths).toBeNull()
  })
  it('keeps the last seven month ends and their difference', () => {
    const position = replay(unpaidSinceMay.flatMap(call), '2026-11-21')
    expect(position.monthEndBalances).toEqual([0, 32_000, 64_000, 96_000, 128_000, 160_000, 192_000])
    expect(position).toMatchObject({
      lastMonthEndOn: '2026-10-31',
      trendSixMonthsCents: 192_000,
      balanceCents: 224_000,
    })
  })
  it('carries a balance over months without a line', () => {
    const position = replay(call('2024-01-01'), '2026-11-30')
    expect(position.monthEndBalances).toEqual(Array(7).fill(32_000))
    expect(position).toMatchObject({ lastMonthEndOn: '2026-11-30', trendSixMonthsCents: 0, entryCount: 3 })
  })
})

describe('the day a debt becomes arrears', () => {
  it('is the day the balance reaches two months under A, exceeds 450 € under B', () => {
    const entries = [...call('2026-01-01'), ...call('2026-02-01')]
    expect(replay(entries, '2026-02-20')).toMatchObject({
      constitutedOnA: '2026-02-01',
      constitutedOnB: '2026-02-01',
    })
  })
  it('stays the first such day until the debt is cleared', () => {
    const entries = [
      ...call('2026-01-01'),
      ...call('2026-02-01'),
      payment('2026-02-10', 40_000),
      ...call('2026-03-01'),
    ]
    expect(replay(entries, '2026-03-20').constitutedOnA).toBe('2026-02-01')
    const cleared = [...entries, payment('2026-03-25', 56_000), ...call('2026-04-01'), ...call('2026-05-01')]
    expect(replay(cleared, '2026-05-20').constitutedOnA).toBe('2026-05-01')
  })
  it('is three months after the default under B, whatever the amount', () => {
    const entries = [...call('2027-01-05'), payment('2027-01-05', 20_000)]
    expect(replay(entries, '2027-04-04')).toMatchObject({
      firstDefaultOn: '2027-01-05',
      constitutedOnB: null,
    })
    expect(replay(entries, '2027-04-05')).toMatchObject({
      constitutedOnB: '2027-04-05',
      constitutedOnA: null,
    })
  })
  it('never comes for a tenant always one month late, whose oldest call is always recent', () => {
    const months = Array.from({ length: 12 }, (_, k) => addMonths('2026-01-01', k))
    const smallCall = (on: PlainDate): LedgerEntry => ({ on, kind: 'rent-call', amountCents: 20_000 })
    const entries = months.flatMap((on) => [smallCall(on), payment(addDays(on, 1), 20_000)])
    const position = replay([smallCall('2025-12-01'), ...entries], '2026-12-21')
    expect(position).toMatchObject({ overdueCents: 20_000, constitutedOnB: null })
  })
})

describe('current rent resumed', () => {
  it('when payments made since the last call cover what the aid left of it', () => {
    const debt = [...call('2026-01-01'), ...call('2026-02-01'), ...call('2026-03-01')]
    expect(replay([...debt, payment('2026-03-10', 31_999)], '2026-03-20').currentRentResumed).toBe(false)
    expect(replay([...debt, payment('2026-03-10')], '2026-03-20')).toMatchObject({
      currentRentResumed: true,
      previousRentPaid: false,
    })
  })
  it('looks at the month before while the last call is not due', () => {
    const entries = [
      ...call('2026-01-01'),
      ...call('2026-02-01'),
      payment('2026-02-05'),
      ...call('2026-03-01'),
    ]
    expect(replay(entries, '2026-03-03', { dueDelayDays: 5 })).toMatchObject({
      currentRentResumed: true,
      previousRentPaid: false,
    })
  })
})

const anyEntry = fc.record({
  gap: fc.integer({ min: 0, max: 45 }),
  kind: fc.constantFrom(...entryKinds),
  amountCents: fc.integer({ min: -60_000, max: 60_000 }),
})
const anyLedger = fc.array(anyEntry, { maxLength: 40 }).map((rows) => {
  let on: PlainDate = '2025-01-01'
  return rows.map(({ gap, kind, amountCents }): LedgerEntry => {
    on = addDays(on, gap)
    return { on, kind, amountCents }
  })
})

/** The same rules said slowly: each day's calls and payments summed from the first line. */
function slowPosition(entries: LedgerEntry[], upTo: PlainDate) {
  const paying = new Set(['payment', 'payment-rejected', 'benefit', 'rls', 'write-off'])
  let since: { a: PlainDate | null; b: PlainDate | null } = { a: null, b: null }
  let first: PlainDate | null = null
  let overdue = 0
  for (let day: PlainDate = '2025-01-01'; day <= upTo; day = addDays(day, 1)) {
    let paid = 0
    const owed: { on: PlainDate; amountCents: number }[] = []
    let called: PlainDate | null = null
    for (const { on, kind, amountCents } of entries.filter((entry) => entry.on <= day)) {
      if (kind.endsWith('-call') && on.slice(0, 7) !== called?.slice(0, 7)) called = on
      if (!paying.has(kind) && amountCents > 0) owed.push({ on, amountCents })
      else if ((kind === 'benefit' || kind === 'rls') && amountCents < 0) {
        let aid = -amountCents
        for (const call of owed.toReversed().filter((one) => one.on === called)) {
          const part = Math.min(aid, call.amountCents)
          call.amountCents -= part
          aid -= part
        }
        paid += aid
      } else paid -= amountCents
      if (paid < 0) owed.push({ on, amountCents: -paid })
      paid = Math.max(0, paid)
    }
    overdue = owed.reduce((sum, { amountCents }) => sum + amountCents, 0) - paid
    for (first = null; owed.length > 0; owed.shift()) {
      paid -= owed[0]!.amountCents
      if (paid >= 0) continue
      first = owed[0]!.on
      break
    }
    if (first === null) since = { a: null, b: null }
    else {
      const isB = overdue > 45_000 || day >= addMonths(first, 3)
      since = { a: since.a ?? (overdue >= 64_000 ? day : null), b: since.b ?? (isB ? day : null) }
    }
  }
  return {
    overdueCents: Math.max(0, overdue),
    firstDefaultOn: first,
    constitutedOnA: since.a,
    constitutedOnB: since.b,
  }
}

describe('the walk in one pass', () => {
  it('with a delay says what it says of calls and aids dated on their due day', () => {
    const months = Array.from({ length: 12 }, (_, k) => addMonths('2025-01-01', k))
    const anyPayments = fc.array(
      fc.record({ after: fc.integer({ min: 0, max: 360 }), cents: fc.integer({ min: 1, max: 60_000 }) }),
      { maxLength: 12 },
    )
    const ledgerOf = (payments: { after: number; cents: number }[], shift: number) =>
      [
        ...months.flatMap((on) => call(addDays(on, shift))),
        ...payments.map(({ after, cents }) => payment(addDays('2025-01-01', after), cents)),
      ].toSorted(
        (a, b) =>
          compareDates(a.on, b.on) || rankInDay(a.kind, a.amountCents) - rankInDay(b.kind, b.amountCents),
      )
    fc.assert(
      fc.property(
        anyPayments,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 400 }),
        (payments, dueDelayDays, day) => {
          const upTo = addDays('2025-01-01', day)
          const { overdueCents, firstDefaultOn, constitutedOnA, constitutedOnB } = replay(
            ledgerOf(payments, dueDelayDays),
            upTo,
          )
          expect(replay(ledgerOf(payments, 0), upTo, { dueDelayDays })).toMatchObject({
            overdueCents,
            firstDefaultOn,
            constitutedOnA,
            constitutedOnB,
          })
        },
      ),
    )
  })
  it('says the same as each day recomputed from the first line', () => {
    fc.assert(
      fc.property(anyLedger, fc.integer({ min: 0, max: 120 }), (entries, after) => {
        const upTo = addDays(entries.at(-1)?.on ?? '2025-01-01', after)
        expect(replay(entries, upTo)).toMatchObject(slowPosition(entries, upTo))
      }),
      { numRuns: 60 },
    )
  })
  it('balances every line, at the day and at each month end', () => {
    fc.assert(
      fc.property(anyLedger, fc.integer({ min: 0, max: 400 }), (entries, after) => {
        const upTo = addDays(entries.at(-1)?.on ?? '2025-01-01', after)
        const balanceOn = (day: PlainDate) =>
          entries.reduce((sum, e) => (e.on <= day ? sum + e.amountCents : sum), 0)
        const position = replay(entries, upTo)
        expect(position.balanceCents).toBe(balanceOn(upTo))
        const ends = [-6, -5, -4, -3, -2, -1, 0].map((k) =>
          balanceOn(lastOfMonth(addMonths(position.lastMonthEndOn, k))),
        )
        expect(position.monthEndBalances).toEqual(ends)
      }),
    )
  })
  it('gives the same position with or without later lines', () => {
    fc.assert(
      fc.property(anyLedger, fc.nat(40), (entries, at) => {
        const upTo = entries[at % Math.max(1, entries.length)]?.on ?? '2025-01-01'
        const until = entries.filter((entry) => entry.on <= upTo)
        expect(replay(entries, upTo)).toEqual(replay(until, upTo))
      }),
    )
  })
})
