import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cents } from '#domain/money.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import { type AdvanceFacts, deriveAdvance } from '#domain/subsidies/advance.ts'
import { isRejectedBySilence, silentRejectionOn, worksDeadlineOn } from '#domain/subsidies/deadlines.ts'
import { balanceOf, finalSubsidy, maxAdvance, maxInterim } from '#domain/subsidies/instalments.ts'
import type { SettlementWay } from '#domain/subsidies/kinds.ts'
import { isUsableOn, missingPieces } from '#domain/subsidies/mandate.ts'
import { matchingMove, splitReceipt } from '#domain/subsidies/matching.ts'
import { decideSettlement } from '#domain/subsidies/shortfall.ts'

const euros = (amount: number): Cents => Math.round(amount * 100)

describe('advance, interim payments, balance (handbook money §6.7)', () => {
  const interim = { subsidyCents: euros(24_000), previousCents: [], capBps: 7000, maxCount: 3 }
  test('24 000 advanced at 30 %: 7 200; at 60 % of the works 7 200 more; final 22 400: balance 8 000', () => {
    expect(maxAdvance(euros(24_000), 3000)).toBe(euros(7_200))
    expect(maxInterim({ ...interim, advanceCents: euros(7_200), progressBps: 6000 })).toBe(euros(7_200))
    expect(balanceOf(euros(22_400), euros(7_200), [euros(7_200)])).toBe(euros(8_000))
  })
  test('an advance of 70 % leaves no room for an interim payment', () => {
    expect(maxInterim({ ...interim, advanceCents: euros(16_800), progressBps: 10_000 })).toBe(0)
  })
  test('a fourth interim payment is nothing', () => {
    const previousCents = [euros(100), euros(100), euros(100)]
    expect(maxInterim({ ...interim, advanceCents: 0, previousCents, progressBps: 10_000 })).toBe(0)
  })
  test('a final subsidy below what was paid is claimed back', () => {
    expect(balanceOf(euros(7_000), euros(7_200), [])).toBe(euros(-200))
  })
  test('the real cost makes the subsidy, never above what was notified', () => {
    const cost = { notifiedCents: euros(24_000), rateBps: 8000, ceilingNetCents: euros(30_000) }
    expect(finalSubsidy({ ...cost, realNetCents: euros(28_000) })).toBe(euros(22_400))
    expect(finalSubsidy({ ...cost, realNetCents: euros(90_000) })).toBe(euros(24_000))
  })
  test('the rate of the advance is that of its day', () => {
    const rateOn = (on: '2024-12-31' | '2025-01-01') =>
      readParameters(legalParameters, on).read('subsidies.advance-rate')
    expect([rateOn('2024-12-31'), rateOn('2025-01-01')]).toEqual([7000, 3000])
  })
})

describe('four months of silence reject', () => {
  test('the last day still answers, the next rejects', () => {
    expect(silentRejectionOn('2026-07-22', 4)).toBe('2026-11-22')
    expect(isRejectedBySilence('2026-07-22', 4, '2026-11-22')).toBe(false)
    expect(isRejectedBySilence('2026-07-22', 4, '2026-11-23')).toBe(true)
  })
  test('works: the day notified wins over the usual three years', () => {
    expect(worksDeadlineOn('2026-02-28', null, 36)).toBe('2029-02-28')
    expect(worksDeadlineOn('2026-02-28', '2027-12-31', 36)).toBe('2027-12-31')
  })
})

describe('a financial mandate', () => {
  const mandate = { kind: 'financial', signedOn: '2025-07-01', endedOn: null, pieces: [] } as const
  test('signed since 1 July 2025, it needs the pieces of the mandatary', () => {
    expect(missingPieces(mandate)).toHaveLength(6)
    expect(isUsableOn(mandate, '2026-01-01')).toBe(false)
    expect(isUsableOn({ ...mandate, pieces: missingPieces(mandate) }, '2026-01-01')).toBe(true)
  })
  test('the day before, it needed none; an administrative one never receives money', () => {
    expect(isUsableOn({ ...mandate, signedOn: '2025-06-30' }, '2026-01-01')).toBe(true)
    expect(isUsableOn({ ...mandate, kind: 'administrative', signedOn: '2025-06-30' }, '2026-01-01')).toBe(
      false,
    )
  })
  test('not before it is signed, not after it ended', () => {
    const old = { ...mandate, signedOn: '2025-01-01', endedOn: '2025-12-31' } as const
    expect(isUsableOn(old, '2024-12-31')).toBe(false)
    expect(isUsableOn(old, '2025-12-31')).toBe(true)
    expect(isUsableOn(old, '2026-01-01')).toBe(false)
  })
})

const blank: AdvanceFacts = {
  committedCents: euros(29_000),
  disbursedCents: 0,
  repaidCents: 0,
  lostCents: 0,
  heldCents: 0,
  disbursementsClosed: false,
  isCancelled: false,
  subsidies: [
    { notifiedCents: euros(24_000), expectedCents: euros(24_000), receivedCents: 0, isOver: false },
    { notifiedCents: euros(5_000), expectedCents: euros(5_000), receivedCents: 0, isOver: false },
  ],
  settlements: [],
}

describe('worked example of the handbook (money §2.6 bis): 24 000 and 5 000 advanced, 22 400 and 5 000 received', () => {
  const [anah, epci] = blank.subsidies as [AdvanceFacts['subsidies'][0], AdvanceFacts['subsidies'][0]]
  const disbursed = { ...blank, disbursedCents: euros(29_000) }
  const received: AdvanceFacts = {
    ...disbursed,
    repaidCents: euros(27_400),
    subsidies: [
      { ...anah, receivedCents: euros(22_400), isOver: true },
      { ...epci, receivedCents: euros(5_000), isOver: true },
    ],
  }
  test('on the way', () => {
    expect(deriveAdvance(blank)).toMatchObject({ state: 'approved', awaitedCents: euros(29_000) })
    expect(deriveAdvance({ ...blank, disbursedCents: euros(10_000) }).state).toBe('active')
    expect(deriveAdvance(disbursed)).toMatchObject({ state: 'awaiting-subsidy', foreseenShortfallCents: 0 })
  })
  test('1 600 are missing', () => {
    expect(deriveAdvance(received)).toMatchObject({
      state: 'shortfall',
      outstandingCents: euros(1_600),
      shortfallCents: euros(1_600),
    })
  })
  test('while the last subsidy is not over, nothing is missing yet', () => {
    const waiting = { ...received, subsidies: [received.subsidies[0]!, epci], repaidCents: euros(22_400) }
    expect(deriveAdvance(waiting)).toMatchObject({
      state: 'awaiting-subsidy',
      shortfallCents: 0,
      foreseenShortfallCents: euros(1_600),
    })
  })
  test('a subsidy that is cancelled leaves all that it was to repay', () => {
    const cancelled = { ...disbursed, subsidies: blank.subsidies.map((one) => ({ ...one, isOver: true })) }
    expect(deriveAdvance(cancelled)).toMatchObject({ state: 'shortfall', shortfallCents: euros(29_000) })
  })
  test.each<[SettlementWay, string]>([
    ['converted', 'converted-to-loan'],
    ['repaid', 'repaid-by-household'],
    ['lost', 'lost'],
    ['unspent', 'reimbursed'],
  ])('settled: %s', (way, state) => {
    const settled = { ...received, repaidCents: euros(29_000), settlements: [way] }
    expect(deriveAdvance(settled)).toMatchObject({ state, outstandingCents: 0, shortfallCents: 0 })
  })
  test('unspent money of the loan goes first, then one chooses', () => {
    const facts = { shortfallCents: euros(1_600), unspentCents: euros(1_000), proposedCents: 0 }
    const ask = (way: SettlementWay, cents: number, part = {}) =>
      decideSettlement({ ...facts, ...part }, { way, cents: euros(cents), hasLoan: true, consented: true })
    expect(ask('converted', 1_600)).toEqual({
      outcome: 'refused',
      reason: 'unspent-first',
      atMostCents: euros(1_000),
    })
    expect(ask('unspent', 1_000)).toEqual({ outcome: 'settled' })
    expect(ask('unspent', 1_001)).toMatchObject({ reason: 'more-than-unspent' })
    expect(ask('converted', 600, { shortfallCents: euros(600), unspentCents: 0 })).toEqual({
      outcome: 'to-decide',
    })
    expect(ask('lost', 600, { shortfallCents: euros(600), unspentCents: 0 })).toEqual({
      outcome: 'to-decide',
    })
    expect(ask('repaid', 1_600)).toEqual({ outcome: 'settled' })
    expect(ask('repaid', 1_601)).toMatchObject({ reason: 'more-than-shortfall', atMostCents: euros(1_600) })
    expect(ask('repaid', 200, { proposedCents: euros(1_500) })).toMatchObject({ atMostCents: euros(100) })
    expect(ask('repaid', 0)).toMatchObject({ reason: 'amount-not-positive' })
    expect(ask('repaid', 1, { shortfallCents: 0 })).toMatchObject({ reason: 'no-shortfall' })
  })
  test('a household that has not agreed owes no new loan; without a loan nothing takes it over', () => {
    const facts = { shortfallCents: euros(1_600), unspentCents: 0, proposedCents: 0 }
    const request = { way: 'converted', cents: euros(1_600), hasLoan: true, consented: true } as const
    expect(decideSettlement(facts, { ...request, consented: false })).toMatchObject({ reason: 'no-consent' })
    expect(decideSettlement(facts, { ...request, hasLoan: false })).toMatchObject({ reason: 'no-loan' })
  })
})

test('more than was advanced belongs to the household', () => {
  expect(splitReceipt(euros(5_500), euros(5_000))).toEqual({
    toAdvance: euros(5_000),
    toHousehold: euros(500),
  })
  const over: AdvanceFacts = {
    ...blank,
    committedCents: euros(5_000),
    disbursedCents: euros(5_000),
    repaidCents: euros(5_000),
    heldCents: euros(500),
    subsidies: [{ notifiedCents: euros(5_500), expectedCents: 0, receivedCents: euros(5_500), isOver: true }],
  }
  expect(deriveAdvance(over)).toMatchObject({ state: 'reimbursed', owedToHouseholdCents: euros(500) })
})

/** Money as it may come and go, in any order. */
type Move = { kind: 'pay' | 'return' | 'receive' | 'settle'; cents: Cents }
const move = fc.record({
  kind: fc.constantFrom<Move['kind']>('pay', 'return', 'receive', 'settle'),
  cents: fc.integer({ min: 1, max: 400_000 }),
})

test('in whatever order money goes and comes, nothing is owed below zero and no cent is lost', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      const committed = euros(10_000)
      const books = { disbursed: 0, repaid: 0, held: 0, received: 0, settled: 0 }
      const match = () => {
        const moved = matchingMove({
          outstandingCents: books.disbursed - books.repaid,
          heldCents: books.held,
        })
        books.repaid += moved
        books.held -= moved
      }
      for (const { kind, cents } of moves) {
        if (kind === 'pay') books.disbursed += Math.min(cents, committed - books.disbursed)
        if (kind === 'return') books.disbursed -= Math.min(cents, books.disbursed)
        if (kind === 'receive') {
          const { toAdvance, toHousehold } = splitReceipt(cents, books.disbursed - books.repaid)
          books.received += cents
          books.repaid += toAdvance
          books.held += toHousehold
        }
        if (kind === 'settle') {
          const settled = Math.min(cents, books.disbursed - books.repaid)
          books.repaid += settled
          books.settled += settled
        }
        match()
        const derived = deriveAdvance({
          ...blank,
          committedCents: committed,
          disbursedCents: books.disbursed,
          repaidCents: books.repaid,
          heldCents: books.held,
        })
        expect(derived.outstandingCents).toBeGreaterThanOrEqual(0)
        expect(books.held).toBeGreaterThanOrEqual(0)
        expect(Math.min(derived.outstandingCents, books.held)).toBe(0)
        expect(books.repaid + books.held).toBe(books.received + books.settled)
      }
    }),
  )
})
