import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Allotment, effectiveEnvelope, lowestEnvelopeFrom } from '#domain/envelopes/cap.ts'
import {
  decideCommitment,
  decideWithdrawal,
  type OpenEnvelope,
  tellExhausted,
} from '#domain/envelopes/commitments.ts'
import { forecastEndOn } from '#domain/envelopes/forecast.ts'
import { decideRelease } from '#domain/envelopes/releases.ts'
import {
  availableIn,
  consumedBy,
  consumptionOf,
  type MovementSums,
  rotationOf,
  standingOf,
} from '#domain/envelopes/standing.ts'

const euros = (amount: number) => amount * 100
const angers: Allotment[] = [
  { on: '2010-06-04', cents: euros(100_000) },
  { on: '2010-10-12', cents: euros(100_000) },
  { on: '2011-03-01', cents: euros(200_000) },
]
const open = (part: Partial<OpenEnvelope> = {}): OpenEnvelope => ({
  kind: 'stock',
  year: null,
  openedOn: '2019-01-01',
  closedOn: null,
  allotments: [{ on: '2019-01-01', cents: euros(200_000) }],
  ...part,
})

describe('what may be spent is what amendments made of it (Angers, handbook money §12)', () => {
  test.each([
    ['before the signature', '2010-06-03', 0],
    ['from the signature', '2010-06-04', 100_000],
    ['the eve of the first amendment', '2010-10-11', 100_000],
    ['from the first amendment', '2010-10-12', 200_000],
    ['from the second', '2011-03-01', 400_000],
  ] as const)('%s', (_, on, amount) => {
    expect(effectiveEnvelope(angers, on)).toBe(euros(amount))
  })

  test('what is taken out later is no longer free today', () => {
    const shrinking: Allotment[] = [
      { on: '2026-01-01', cents: 100 },
      { on: '2026-06-01', cents: -60 },
      { on: '2026-09-01', cents: 30 },
    ]
    expect(lowestEnvelopeFrom(shrinking, '2026-03-01')).toBe(40)
    expect(lowestEnvelopeFrom(shrinking, '2026-10-01')).toBe(70)
  })
})

describe('worked example of the handbook (money §2.6): a stock of 200 000 €', () => {
  const sums: MovementSums = {
    commitment: euros(8 * 10_000 + 6 * 15_000),
    'commitment-release': -euros(10_000),
    disbursement: euros(110_000),
    repayment: -euros(25_000 + 4_000),
  }
  const standing = standingOf(sums)

  test('each figure', () => {
    expect(standing).toEqual({
      committedGross: euros(170_000),
      released: euros(10_000),
      committedNet: euros(160_000),
      disbursed: euros(110_000),
      remainingToDisburse: euros(50_000),
      repaid: euros(29_000),
      lost: 0,
      recovered: 0,
      outstanding: euros(81_000),
      exposure: euros(131_000),
    })
    expect(availableIn({ kind: 'stock' }, euros(200_000), standing)).toBe(euros(69_000))
  })

  test('69 000 € may be committed, not a cent more', () => {
    const ask = (cents: number) => decideCommitment(open(), standing, { cents, on: '2026-11-22' })
    expect(ask(euros(69_000))).toEqual({ outcome: 'committed', availableAfter: 0 })
    expect(ask(euros(69_000) + 1)).toEqual({
      outcome: 'refused',
      reason: 'envelope-exhausted',
      cap: euros(200_000),
      used: euros(131_000),
      available: euros(69_000),
    })
  })

  test('the same as a flow: what came back is not lent again', () => {
    expect(availableIn({ kind: 'flow' }, euros(200_000), standing)).toBe(euros(40_000))
  })

  test('consumption, as the convention counts it', () => {
    expect(consumedBy({ kind: 'flow', countedAt: 'signature' }, standing)).toBe(euros(160_000))
    expect(consumedBy({ kind: 'flow', countedAt: 'disbursement' }, standing)).toBe(euros(110_000))
    expect(consumedBy({ kind: 'stock', countedAt: 'signature' }, standing)).toBe(euros(131_000))
    expect(consumedBy({ kind: 'stock', countedAt: 'disbursement' }, standing)).toBe(euros(81_000))
    expect(consumptionOf(euros(131_000), euros(200_000))).toBe(6_550)
    expect(consumptionOf(1, 0)).toBeNull()
    expect(rotationOf(euros(450_000), euros(225_000))).toBe(20_000)
  })
})

test('a loss is counted whole, and what is recovered later stands apart', () => {
  const standing = standingOf({ commitment: 100, disbursement: 100, 'write-off': -40, recovery: -15 })
  expect(standing.lost).toBe(40)
  expect(standing.recovered).toBe(15)
  expect(standing.outstanding).toBe(60)
})

test('a transfer refused by the bank is no longer paid out', () => {
  const standing = standingOf({ commitment: 100, disbursement: 100, 'disbursement-return': -100 })
  expect(standing).toMatchObject({ disbursed: 0, remainingToDisburse: 100, exposure: 100 })
})

describe('an envelope is open', () => {
  const none = standingOf({})
  test.each([
    ['not before its first day', open({ openedOn: '2026-02-01' }), 'refused'],
    ['on its last day', open({ closedOn: '2026-01-15' }), 'committed'],
    ['not after its last day', open({ closedOn: '2026-01-14' }), 'refused'],
    ['in its year only', open({ kind: 'flow', year: 2025 }), 'refused'],
    ['in its year', open({ kind: 'flow', year: 2026 }), 'committed'],
  ] as const)('%s', (_, envelope, outcome) => {
    expect(decideCommitment(envelope, none, { cents: 1, on: '2026-01-15' }).outcome).toBe(outcome)
  })
})

test('nothing that is used can be taken out', () => {
  const standing = standingOf({ commitment: euros(150_000) })
  const take = (cents: number) => decideWithdrawal(open(), standing, { cents, on: '2026-01-15' })
  expect(take(euros(50_000)).outcome).toBe('allowed')
  expect(take(euros(50_000) + 1)).toMatchObject({ outcome: 'refused', available: euros(50_000) })
})

test('only what was not paid can be given back', () => {
  const standing = standingOf({ commitment: 100, disbursement: 70 })
  expect(decideRelease(standing, 30).outcome).toBe('released')
  expect(decideRelease(standing, 31)).toMatchObject({ outcome: 'refused', remaining: 30 })
})

test('a refusal says why, with its figures', () => {
  const told = tellExhausted({
    label: 'Prêts 2026',
    requested: euros(10_000),
    cap: euros(200_000),
    used: euros(195_000),
    available: euros(5_000),
  })
  expect(told.replaceAll(/[\u202f\u00a0]/g, ' ')).toBe(
    '« Prêts 2026 » : 10 000,00 € demandés ; plafond 200 000,00 €, déjà engagé 195 000,00 €, disponible 5 000,00 €.',
  )
})

describe('when the envelope will be empty, at the pace of the last six months', () => {
  test.each([
    ['60 000 € at 10 000 € a month', 60_000, 60_000, '2027-05-22'],
    ['a started month counts', 61_000, 60_000, '2027-06-22'],
    ['nothing remains', 0, 60_000, '2026-11-22'],
    ['nothing was consumed', 60_000, 0, null],
    ['so slow that it says nothing', 60_000_000, 1, null],
  ] as const)('%s', (_, remaining, consumed, expected) => {
    expect(forecastEndOn(euros(remaining), euros(consumed), '2026-11-22')).toBe(expected)
  })
})

/** What officers try, in any order and for any amount; what the rules refuse is not written. */
type Attempt = { act: 'commit' | 'release' | 'disburse' | 'repay' | 'write-off'; cents: number }
const attempts = fc.array(
  fc.record({
    act: fc.constantFrom('commit', 'release', 'disburse', 'repay', 'write-off'),
    cents: fc.integer({ min: 1, max: 60_000 }),
  }) as fc.Arbitrary<Attempt>,
  { maxLength: 60 },
)

const movementOf = {
  commit: ['commitment', 1],
  release: ['commitment-release', -1],
  disburse: ['disbursement', 1],
  repay: ['repayment', -1],
  'write-off': ['write-off', -1],
} as const

const isAllowed = (envelope: OpenEnvelope, sums: MovementSums, { act, cents }: Attempt): boolean => {
  const standing = standingOf(sums)
  if (act === 'commit')
    return decideCommitment(envelope, standing, { cents, on: '2026-01-15' }).outcome === 'committed'
  if (act === 'release') return decideRelease(standing, cents).outcome === 'released'
  return cents <= (act === 'disburse' ? standing.remainingToDisburse : standing.outstanding)
}

describe('whatever is tried', () => {
  test.each(['flow', 'stock'] as const)('a %s keeps its invariants', (kind) => {
    fc.assert(
      fc.property(attempts, fc.integer({ min: 0, max: 200_000 }), (tried, cap) => {
        const envelope = open({ kind, allotments: [{ on: '2019-01-01', cents: cap }] })
        const sums: MovementSums = {}
        for (const attempt of tried) {
          if (!isAllowed(envelope, sums, attempt)) continue
          const [movement, sign] = movementOf[attempt.act]
          sums[movement] = (sums[movement] ?? 0) + sign * attempt.cents
          const standing = standingOf(sums)
          expect(standing.disbursed).toBeGreaterThanOrEqual(0)
          expect(standing.disbursed).toBeLessThanOrEqual(standing.committedNet)
          expect(standing.committedNet).toBeLessThanOrEqual(standing.committedGross)
          expect(standing.outstanding).toBeGreaterThanOrEqual(0)
          expect(standing.exposure).toBe(standing.outstanding + standing.remainingToDisburse)
          expect(availableIn({ kind }, cap, standing)).toBeGreaterThanOrEqual(0)
          expect(consumedBy({ kind, countedAt: 'disbursement' }, standing)).toBeLessThanOrEqual(cap)
        }
      }),
    )
  })

  test('the cap of a day is the sum of what was put in, in whatever order the rows are read', () => {
    const days = fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, '0')}`)
    const rows = fc.array(fc.record({ on: days, cents: fc.integer({ min: -1_000, max: 1_000 }) }))
    fc.assert(
      fc.property(rows, (drawn) => {
        const allotments = drawn as Allotment[]
        const reversed = allotments.toReversed()
        const lowest = lowestEnvelopeFrom(allotments, '2026-02-10')
        expect(lowestEnvelopeFrom(reversed, '2026-02-10')).toBe(lowest)
        expect(lowest).toBeLessThanOrEqual(effectiveEnvelope(allotments, '2026-02-10'))
        expect(effectiveEnvelope(allotments, '2026-12-31')).toBe(
          allotments.reduce((sum, { cents }) => sum + cents, 0),
        )
      }),
    )
  })
})
