import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LedgerEntry } from '#domain/arrears/ledger.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import { addDays, addMonths, type PlainDate } from '#domain/plain-date.ts'
import { explainRemaining } from '#domain/plans/explain-remaining.ts'
import { type FollowedPlan, followPlan } from '#domain/plans/follow.ts'
import { renegotiate } from '#domain/plans/renegotiate.ts'
import { buildSchedule } from '#domain/plans/schedule.ts'

const params = readParameters(legalParameters, '2026-11-21')
/** 500 € in five instalments of 100 €, on the 10th, from February 2026; the net rent is 320 €. */
const plan: FollowedPlan = {
  schedule: buildSchedule({ convention: 'half-up', totalCents: 50_000, count: 5, firstDueOn: '2026-02-10' }),
  debtOn: '2026-01-15',
  dueDelayDays: 0,
  paymentPriority: 'current-rent-first',
  writeOffElsewhereCents: 0,
  needsPayerApproval: false,
  events: [
    { kind: 'signed-by-tenant', on: '2026-01-15' },
    { kind: 'signed-by-landlord', on: '2026-01-15' },
  ],
}
const kept = (count: number): LedgerEntry[] =>
  Array.from({ length: count }, (_, k) => addMonths('2026-02-01', k)).flatMap((on) => [
    { on, kind: 'rent-call', amountCents: 32_000 },
    { on: addDays(on, 4), kind: 'payment', amountCents: -42_000 },
  ])
const writeOff = (on: PlainDate, amountCents: number): LedgerEntry => ({ on, kind: 'write-off', amountCents })
const follow = (entries: LedgerEntry[], today: PlainDate, changes: Partial<FollowedPlan> = {}) =>
  followPlan({ ...plan, ...changes }, entries, today, params)

describe('a write-off of a debt under a plan', () => {
  it('takes the last instalments first, in part if need be', () => {
    const progress = follow([...kept(1), writeOff('2026-02-20', -15_000)], '2026-02-25')
    expect(progress.instalments.map(({ state, writtenOffCents }) => [state, writtenOffCents])).toEqual([
      ['kept', 0],
      ['upcoming', 0],
      ['upcoming', 0],
      ['upcoming', 5_000],
      ['written-off', 10_000],
    ])
    expect(progress).toMatchObject({ paidCents: 10_000, remainingCents: 25_000, state: 'active' })
  })
  it('clears the plan on its day when nothing is left', () => {
    expect(follow([...kept(1), writeOff('2026-02-20', -40_000)], '2026-02-25')).toMatchObject({
      state: 'paid-off',
      since: '2026-02-20',
      remainingCents: 0,
    })
  })
  it('ends a miss that it clears', () => {
    const missed: LedgerEntry[] = [
      { on: '2026-02-01', kind: 'rent-call', amountCents: 32_000 },
      { on: '2026-02-05', kind: 'payment', amountCents: -32_000 },
    ]
    expect(follow(missed, '2026-02-25').state).toBe('missed')
    expect(follow([...missed, writeOff('2026-02-24', -50_000)], '2026-02-25').state).toBe('paid-off')
  })
  it('before the debt was drawn up is already counted in it', () => {
    expect(follow([writeOff('2026-01-15', -10_000)], '2026-01-20').remainingCents).toBe(50_000)
  })
  it('lessens the rent called since with what exceeds the plan', () => {
    const entries: LedgerEntry[] = [
      { on: '2026-02-01', kind: 'rent-call', amountCents: 32_000 },
      writeOff('2026-02-03', -82_000),
    ]
    expect(follow(entries, '2026-02-05')).toMatchObject({ remainingCents: 0, currentRentOwedCents: 0 })
  })
  it('taken back in part, is the part that stands', () => {
    const entries = [...kept(1), writeOff('2026-02-20', -15_000), writeOff('2026-02-22', 5_000)]
    expect(follow(entries, '2026-02-25').remainingCents).toBe(30_000)
  })
  it('is explained line by line', () => {
    const progress = follow([...kept(1), writeOff('2026-02-20', -15_000)], '2026-02-25', {
      writeOffElsewhereCents: 3_000,
    })
    expect(explainRemaining(50_000, progress, '2026-02-25')).toMatchObject({
      result: { kind: 'cents', value: 28_000 },
      inputs: [
        { value: 50_000 },
        { value: 10_000 },
        { value: '2026-02-20' },
        { value: 15_000 },
        { label: '… sur la part de la dette hors de ces mensualités', value: 3_000 },
        { label: '… sur les dernières mensualités', value: 12_000 },
      ],
    })
  })
  it('is spread no more by a renegotiation, which does not count it twice', () => {
    const entries = [...kept(1), writeOff('2026-02-20', -15_000)]
    const { instalments, writeOffs } = follow(entries, '2026-02-25')
    const request = { reason: 'remise', firstDueOn: '2026-03-10', count: 5 } as const
    const made = renegotiate({ number: 1, instalments }, request, '2026-02-25', params)
    if (made.outcome !== 'renegotiated') throw new Error(made.reason)
    expect(made.remainingCents).toBe(25_000)
    const again = follow(entries, '2026-02-25', {
      schedule: made.version.rows,
      writeOffElsewhereCents: writeOffs.instalmentsCents,
    })
    expect(again).toMatchObject({ paidCents: 10_000, remainingCents: 25_000 })
  })
  it('loses no cent, whatever the ledger', () => {
    const entry = fc.record({
      day: fc.integer({ min: 0, max: 200 }),
      kind: fc.constantFrom('rent-call', 'payment', 'write-off', 'write-off') as fc.Arbitrary<
        LedgerEntry['kind']
      >,
      cents: fc.integer({ min: 1, max: 40_000 }),
      isTakenBack: fc.boolean(),
    })
    const ledger = fc.array(entry, { maxLength: 20 }).map((rows) =>
      rows.map(({ day, kind, cents, isTakenBack }): LedgerEntry => {
        const isDebit = kind === 'rent-call' || (kind === 'write-off' && isTakenBack && cents < 10_000)
        return { on: addDays('2026-01-16', day), kind, amountCents: isDebit ? cents : -cents }
      }),
    )
    fc.assert(
      fc.property(ledger, fc.integer({ min: 0, max: 60_000 }), (entries, elsewhere) => {
        const { instalments, paidCents, remainingCents, writeOffs } = follow(entries, '2026-09-01', {
          writeOffElsewhereCents: elsewhere,
        })
        expect(paidCents + remainingCents + writeOffs.instalmentsCents).toBe(50_000)
        expect(writeOffs.elsewhereCents).toBeLessThanOrEqual(elsewhere)
        for (const row of instalments)
          expect(row.paidCents + row.writtenOffCents).toBeLessThanOrEqual(row.amountCents)
      }),
    )
  })
})
