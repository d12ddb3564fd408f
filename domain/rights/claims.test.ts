import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlainDate } from '#domain/plain-date.ts'
import {
  checkClaimFact,
  claimFactKinds,
  claimStatus,
  inClaimOrder,
  nextClaimFacts,
} from '#domain/rights/claims.ts'

const fact = (kind: (typeof claimFactKinds)[number], on: PlainDate, nextOn: PlainDate | null = null) => ({
  kind,
  on,
  nextOn,
})

it('a right spotted, asked for, refused, appealed, opened', () => {
  const line = [
    fact('spotted', '2026-03-02'),
    fact('asked', '2026-03-20'),
    fact('refused', '2026-05-04'),
    fact('appealed', '2026-05-20'),
    fact('opened', '2026-07-01'),
  ]
  expect(line.map((_, index) => claimStatus(line.slice(0, index + 1)))).toEqual([
    'spotted',
    'asked',
    'refused',
    'appealed',
    'opened',
  ])
})

describe('what is refused', () => {
  it.each([
    ['a day to come', fact('spotted', '2026-11-23'), [], 'in-the-future'],
    ['a next date before the fact', fact('spotted', '2026-11-20', '2026-11-19'), [], 'next-before-fact'],
    [
      'a refusal of what nobody asked',
      fact('refused', '2026-11-20'),
      [fact('spotted', '2026-11-02')],
      'out-of-line',
    ],
    [
      'a request older than its opening',
      fact('asked', '2026-11-20'),
      [fact('opened', '2026-11-02')],
      'out-of-line',
    ],
  ] as const)('%s', (_, asked, others, problem) => {
    expect(checkClaimFact(asked, others, '2026-11-22')).toBe(problem)
  })

  it('a request noted late, before the opening already noted, is accepted', () => {
    const known = [fact('spotted', '2026-09-01'), fact('opened', '2026-11-02')]
    expect(checkClaimFact(fact('asked', '2026-09-15'), known, '2026-11-22')).toBeUndefined()
  })
})

describe('the table', () => {
  it('every kind is reached from a start, and leads somewhere', () => {
    const reached = new Set(nextClaimFacts(null))
    for (const kind of reached) for (const next of nextClaimFacts(kind)) reached.add(next)
    expect([...reached].toSorted()).toEqual(claimFactKinds.toSorted())
    for (const kind of claimFactKinds) expect(nextClaimFacts(kind).length).toBeGreaterThan(0)
  })

  it('any order of entry gives the same line', () => {
    const anyDay = fc.integer({ min: 1, max: 9 }).map((day): PlainDate => `2026-03-0${day}` as PlainDate)
    const anyFact = fc.record({ kind: fc.constantFrom(...claimFactKinds), on: anyDay })
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 6 }), fc.infiniteStream(fc.nat()), (facts, noise) => {
        const shuffled = facts
          .map((one) => ({ one, at: noise.next().value }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ one }) => one)
        expect(inClaimOrder(shuffled)).toEqual(inClaimOrder(facts))
        expect(claimStatus(shuffled)).toBe(claimStatus(facts))
      }),
    )
  })
})
