import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LedgerEntry } from '#domain/arrears/ledger.ts'
import { sumCents } from '#domain/money.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import { addDays, addMonths, type PlainDate } from '#domain/plain-date.ts'
import { type FollowedPlan, followPlan, sixMonthlyChecks } from '#domain/plans/follow.ts'
import type { PlanEvent } from '#domain/plans/plan-states.ts'
import { renegotiate } from '#domain/plans/renegotiate.ts'
import { safetyNet } from '#domain/plans/safety-net.ts'
import { buildSchedule } from '#domain/plans/schedule.ts'

const params = readParameters(legalParameters, '2026-11-21')
const signed: PlanEvent[] = [
  { kind: 'proposed', on: '2026-01-10' },
  { kind: 'signed-by-tenant', on: '2026-01-12' },
  { kind: 'signed-by-landlord', on: '2026-01-15' },
]
/** 500 € in five instalments of 100 €, on the 10th, from February 2026; the net rent is 320 €. */
const plan: FollowedPlan = {
  schedule: buildSchedule({ convention: 'half-up', totalCents: 50_000, count: 5, firstDueOn: '2026-02-10' }),
  debtOn: '2026-01-15',
  dueDelayDays: 0,
  paymentPriority: 'current-rent-first',
  writeOffElsewhereCents: 0,
  needsPayerApproval: false,
  events: signed,
}
const call = (on: PlainDate): LedgerEntry[] => [
  { on, kind: 'rent-call', amountCents: 52_000 },
  { on, kind: 'benefit', amountCents: -20_000 },
]
const payment = (on: PlainDate, amountCents: number): LedgerEntry => ({
  on,
  kind: 'payment',
  amountCents: -amountCents,
})
const months = (count: number) => Array.from({ length: count }, (_, k) => addMonths('2026-02-01', k))
const keptFor = (count: number) =>
  months(count).flatMap((on) => [...call(on), payment(addDays(on, 4), 42_000)])
const follow = (entries: LedgerEntry[], today: PlainDate, changes: Partial<FollowedPlan> = {}) =>
  followPlan({ ...plan, ...changes }, entries, today, params)
const statesOf = (entries: LedgerEntry[], today: PlainDate, changes: Partial<FollowedPlan> = {}) =>
  follow(entries, today, changes).instalments.map(({ state }) => state)

describe('a call that was not due when the debt was drawn up', () => {
  const waiting = { debtOn: '2026-01-15', dueDelayDays: 10 } as const
  it('is current rent, with its aid; an older one is of the debt', () => {
    const entries = [...call('2026-01-05'), ...call('2026-01-06')]
    expect(follow(entries, '2026-01-20', waiting).currentRentOwedCents).toBe(32_000)
    expect(follow(entries, '2026-01-20').currentRentOwedCents).toBe(0)
  })
  it('breaches the plan only once its delay and the grace are over', () => {
    expect(follow(call('2026-01-06'), '2026-01-26', waiting).rentMissedSince).toBeNull()
    expect(follow(call('2026-01-06'), '2026-01-27', waiting)).toMatchObject({
      rentMissedSince: '2026-01-06',
      breachedOn: '2026-01-27',
      state: 'missed',
    })
  })
  it('leaves to the debt the aid that came before it', () => {
    const late: LedgerEntry = { on: '2026-01-08', kind: 'benefit', amountCents: -20_000 }
    const entries = [late, { on: '2026-01-10', kind: 'rent-call', amountCents: 52_000 } as const]
    expect(follow(entries, '2026-01-20', waiting).currentRentOwedCents).toBe(52_000)
  })
})

describe('a plan before it runs', () => {
  it.each([
    [[], 'proposed'],
    [['signed-by-tenant'], 'signed-by-tenant'],
    [['signed-by-tenant', 'signed-by-landlord'], 'signed-by-landlord'],
    [['signed-by-tenant', 'signed-by-landlord', 'submitted-to-payer'], 'submitted-to-payer'],
    [['signed-by-tenant', 'signed-by-landlord', 'submitted-to-payer', 'rejected'], 'rejected'],
    [['signed-by-tenant', 'signed-by-landlord', 'submitted-to-payer', 'approved'], 'active'],
  ] as const)('with %j and an aid in payment is %s', (kinds, state) => {
    const events: PlanEvent[] = kinds.map((kind) => ({ kind, on: '2026-01-12' }))
    expect(follow([], '2026-01-20', { events, needsPayerApproval: true }).state).toBe(state)
  })
  it('runs from the last signature when no aid is in payment', () => {
    expect(follow([], '2026-01-20')).toMatchObject({
      state: 'active',
      since: '2026-01-15',
      nextDueOn: '2026-02-10',
    })
  })
})

describe('a plan that runs', () => {
  it('is kept when each payment covers the rent then the instalment', () => {
    const progress = follow(keptFor(2), '2026-03-20')
    expect(progress).toMatchObject({
      state: 'active',
      paidCents: 20_000,
      remainingCents: 30_000,
      overdueCents: 0,
      missedCount: 0,
      currentRentOwedCents: 0,
      nextDueOn: '2026-04-10',
    })
    expect(progress.instalments.map(({ state }) => state)).toEqual([
      'kept',
      'kept',
      'upcoming',
      'upcoming',
      'upcoming',
    ])
    expect(progress.instalments[0]).toMatchObject({ paidOn: '2026-02-05', wasLate: false })
  })
  it('is late the day after the due date, missed after the grace days, and the breach is dated', () => {
    const unpaid = [...call('2026-02-01'), payment('2026-02-05', 32_000)]
    expect(follow(unpaid, '2026-02-10').instalments[0]?.state).toBe('upcoming')
    expect(follow(unpaid, '2026-02-11')).toMatchObject({ state: 'active', overdueCents: 10_000 })
    expect(statesOf(unpaid, '2026-02-20')[0]).toBe('late')
    expect(follow(unpaid, '2026-02-21')).toMatchObject({
      state: 'missed',
      missedCount: 1,
      breachedOn: '2026-02-21',
      since: '2026-02-21',
    })
  })
  it('counts a payment too small for both as rent first, or as plan first when the agreement says so', () => {
    const small = [...call('2026-02-01'), payment('2026-02-05', 32_000)]
    expect(follow(small, '2026-02-15')).toMatchObject({ paidCents: 0, currentRentOwedCents: 0 })
    expect(follow(small, '2026-02-15', { paymentPriority: 'plan-first' })).toMatchObject({
      paidCents: 10_000,
      currentRentOwedCents: 10_000,
    })
  })
  it('is breached by a current rent missed, even with every instalment paid', () => {
    const rentMissed = [...call('2026-02-01'), payment('2026-02-05', 10_000)]
    expect(follow(rentMissed, '2026-02-12', { paymentPriority: 'plan-first' })).toMatchObject({
      state: 'missed',
      rentMissedSince: '2026-02-01',
      breachedOn: '2026-02-12',
    })
  })
  it('is caught up when what was missed is paid', () => {
    const entries = [...call('2026-02-01'), payment('2026-02-05', 32_000), payment('2026-02-25', 10_000)]
    expect(follow(entries, '2026-02-27')).toMatchObject({
      state: 'caught-up',
      since: '2026-02-25',
      breachedOn: null,
    })
    expect(follow(entries, '2026-02-27').instalments[0]).toMatchObject({
      state: 'kept',
      wasLate: true,
      paidOn: '2026-02-25',
    })
  })
  it('lapses when two instalments stand missed at once, and stays so', () => {
    const rentOnly = months(3).flatMap((on) => [...call(on), payment(addDays(on, 4), 32_000)])
    expect(follow(rentOnly, '2026-03-20')).toMatchObject({ state: 'missed' })
    expect(follow(rentOnly, '2026-03-21')).toMatchObject({
      state: 'lapsed',
      since: '2026-03-21',
      missedCount: 2,
    })
    expect(follow([...rentOnly, payment('2026-04-06', 30_000)], '2026-04-08').state).toBe('lapsed')
  })
  it('never lapses by itself where the organisation has said so', () => {
    const lenient = legalParameters.map((p) => (p.key === 'plan.lapse-after-missed' ? { ...p, value: 0 } : p))
    const rentOnly = months(3).flatMap((on) => [...call(on), payment(addDays(on, 4), 32_000)])
    expect(followPlan(plan, rentOnly, '2026-03-25', readParameters(lenient, '2026-03-25')).state).toBe(
      'missed',
    )
  })
  it('is paid off with its last instalment, or at once by a payment that clears it all', () => {
    expect(follow(keptFor(5), '2026-06-06')).toMatchObject({
      state: 'paid-off',
      remainingCents: 0,
      since: '2026-06-05',
    })
    const atOnce = [...call('2026-02-01'), payment('2026-02-03', 82_000)]
    expect(follow(atOnce, '2026-02-03')).toMatchObject({ state: 'paid-off', since: '2026-02-03' })
  })
  it('keeps what is beyond the month for the next rent', () => {
    const early = [...call('2026-02-01'), payment('2026-02-05', 42_000), payment('2026-02-26', 42_000)]
    expect(follow(early, '2026-02-27')).toMatchObject({ paidCents: 10_000, aheadCents: 42_000 })
    expect(follow([...early, ...call('2026-03-01')], '2026-03-02')).toMatchObject({
      paidCents: 20_000,
      aheadCents: 0,
      currentRentOwedCents: 0,
    })
  })
  it('takes a rejected payment as never made', () => {
    const rejected: LedgerEntry[] = [
      ...keptFor(1),
      { on: '2026-02-12', kind: 'payment-rejected', amountCents: 42_000 },
    ]
    expect(follow(rejected, '2026-02-15')).toMatchObject({
      paidCents: 0,
      currentRentOwedCents: 32_000,
      state: 'missed',
    })
  })
  it('stops at what an authority decides', () => {
    const frozen: PlanEvent = { kind: 'frozen', on: '2026-03-01' }
    expect(follow(keptFor(2), '2026-03-20', { events: [...signed, frozen] })).toMatchObject({
      state: 'frozen',
      since: '2026-03-01',
    })
    const replaced: PlanEvent = { kind: 'replaced', on: '2026-04-01' }
    expect(follow(keptFor(2), '2026-04-20', { events: [...signed, frozen, replaced] }).state).toBe('replaced')
  })
})

const anyEntries = fc
  .array(
    fc.record({
      day: fc.integer({ min: 0, max: 220 }),
      kind: fc.constantFrom('rent-call', 'benefit', 'payment', 'payment', 'payment-rejected') as fc.Arbitrary<
        LedgerEntry['kind']
      >,
      cents: fc.integer({ min: 1, max: 60_000 }),
    }),
    { maxLength: 30 },
  )
  .map((rows) =>
    rows.map(({ day, kind, cents }): LedgerEntry => {
      const isCredit = kind === 'payment' || kind === 'benefit'
      return { on: addDays('2026-01-16', day), kind, amountCents: isCredit ? -cents : cents }
    }),
  )
const anyToday = fc.integer({ min: 0, max: 300 }).map((days) => addDays('2026-01-16', days))

describe('following, whatever the ledger', () => {
  it('loses no cent: what was paid is in the plan, in the rent, or ahead', () => {
    fc.assert(
      fc.property(
        anyEntries,
        anyToday,
        fc.constantFrom('current-rent-first' as const, 'plan-first' as const),
        (entries, today, paymentPriority) => {
          const { instalments, paidCents, remainingCents } = follow(entries, today, { paymentPriority })
          expect(paidCents + remainingCents).toBe(50_000)
          for (const row of instalments) expect(row.paidCents).toBeLessThanOrEqual(row.amountCents)
          const paidRows = instalments.map(({ paidCents: paid, amountCents }) => paid / amountCents)
          expect(paidRows).toEqual(paidRows.toSorted((a, b) => b - a))
        },
      ),
    )
  })
  it('does not depend on the order of the lines or of the events', () => {
    fc.assert(
      fc.property(
        anyEntries,
        anyToday,
        fc.shuffledSubarray(signed, { minLength: signed.length }),
        fc.infiniteStream(fc.nat()),
        (entries, today, events, keys) => {
          const shuffled = entries
            .map((entry) => ({ entry, key: keys.next().value }))
            .toSorted((a, b) => a.key - b.key)
          const again = follow(
            shuffled.map(({ entry }) => entry),
            today,
            { events },
          )
          expect(again).toEqual(follow(entries, today))
        },
      ),
    )
  })
})

describe('renegotiating', () => {
  const paidTwo = follow(keptFor(2), '2026-03-20').instalments
  it('freezes the rows paid and spreads the rest', () => {
    const result = renegotiate(
      { number: 1, instalments: paidTwo },
      { reason: 'perte d’emploi', firstDueOn: '2026-04-15', count: 6 },
      '2026-03-20',
      params,
    )
    if (result.outcome !== 'renegotiated') throw new Error(result.reason)
    expect(result.version.number).toBe(2)
    expect(result.version.rows.slice(0, 2)).toEqual(plan.schedule.slice(0, 2))
    expect(result.version.rows.slice(2).map(({ amountCents, dueOn }) => [amountCents, dueOn])).toEqual(
      Array.from({ length: 6 }, (_, k) => [5_000, addMonths('2026-04-15', k)]),
    )
    expect(result.version.rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })
  it('keeps the part paid of a row, and the total, whatever was paid', () => {
    fc.assert(
      fc.property(anyEntries, anyToday, fc.integer({ min: 1, max: 40 }), (entries, today, count) => {
        const { instalments, paidCents } = follow(entries, today)
        const result = renegotiate(
          { number: 1, instalments },
          { reason: 'essai', firstDueOn: today, count },
          today,
          params,
        )
        if (result.outcome === 'refused') {
          expect(result.reason).toBe(paidCents === 50_000 ? 'nothing-left-to-pay' : 'no-instalment')
          return
        }
        expect(sumCents(result.version.rows.map(({ amountCents }) => amountCents))).toBe(50_000)
        const again = follow(entries, today, { schedule: result.version.rows })
        expect(again.paidCents).toBeGreaterThanOrEqual(paidCents)
      }),
    )
  })
  it.each([
    [{ firstDueOn: '2026-03-19', count: 3 }, 'first-due-date-in-the-past'],
    [{ firstDueOn: '2026-04-10', count: 0 }, 'no-instalment'],
    [{ firstDueOn: '2026-04-10', count: 85 }, 'too-many-instalments'],
  ] as const)('refuses %j: %s', (request, reason) => {
    expect(
      renegotiate({ number: 1, instalments: paidTwo }, { reason: '', ...request }, '2026-03-20', params),
    ).toEqual({ outcome: 'refused', reason })
  })
})

describe('the safety net of R.824-28', () => {
  const facts = {
    paidLastMonthCents: 16_000,
    currentExpenseCents: 52_000,
    netExpenseCents: 32_000,
    isDifficultSituation: true,
  }
  it.each([
    [
      'keeps the aid of who pays the current expense',
      { paidLastMonthCents: 52_000, isDifficultSituation: false },
      'pays-current-expense',
    ],
    [
      'keeps the aid of who pays half the net expense in a difficult situation',
      {},
      'half-net-and-difficult-situation',
    ],
    ['does not below half by a cent', { paidLastMonthCents: 15_999 }, null],
    ['does not for half paid outside a difficult situation', { isDifficultSituation: false }, null],
  ] as const)('%s', (_, changes, ground) => {
    expect(safetyNet({ ...facts, ...changes }, params)).toEqual({ isMaintained: ground !== null, ground })
  })
})

describe('the six-monthly checks', () => {
  it('fall every six months until the last instalment, on a worked day', () => {
    const checks = sixMonthlyChecks('2026-01-15', '2027-08-10', new Set(), params)
    expect(checks.map(({ dueOn }) => dueOn)).toEqual(['2026-07-15', '2027-01-15', '2027-07-15'])
  })
})
