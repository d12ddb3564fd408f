import { describe, expect, test } from 'vitest'
import { legalParameters } from '#domain/parameters.ts'
import type { ProcedureDefinition } from '#domain/procedures/definition.ts'
import { definitionOf, procedureDefinitions } from '#domain/procedures/definitions.ts'
import { factsOf, lawForTests, type Told } from '#domain/procedures/procedure-for-tests.ts'
import {
  arrearsReformDay,
  definitionWith,
  lawWith,
  type RehearsedChange,
  rehearseProcedure,
} from '#domain/procedures/rehearse.ts'

const eviction = definitionOf('eviction') as ProcedureDefinition
const opened = {
  openedOn: '2025-12-01',
  circumstances: { leaseSignedOn: '2024-05-01', landlord: 'legal-person' },
} as const
const toHearing: readonly Told[] = [
  ['2025-12-15', 'ccapex-referred', { by: 'caf-msa' }],
  ['2026-01-12', 'command-to-pay', { debtCents: 184_753 }],
  ['2026-03-03', 'summoned', { hearingOn: '2026-05-05' }],
]

const rehearse = (change: RehearsedChange) => {
  const law = (tried: RehearsedChange | null) => lawWith(tried, legalParameters, lawForTests.holidays)
  const laws = { before: law(null), after: law(change) }
  return rehearseProcedure(eviction, change, opened, factsOf(toHearing), laws, '2026-03-10')
}

describe('what would change', () => {
  test('a holiday on the day of a limit that stands before a hearing brings it forward', () => {
    expect(rehearse({ kind: 'holiday-added', day: '2026-03-24' })?.shifts).toContainEqual(
      expect.objectContaining({ before: '2026-03-24', after: '2026-03-23', isLegal: true }),
    )
  })

  test('a holiday elsewhere changes nothing', () => {
    expect(rehearse({ kind: 'holiday-added', day: '2031-06-03' })).toBeNull()
    expect(rehearse({ kind: 'holiday-removed', day: '2026-12-25' })).toBeNull()
  })

  test('a figure that changes before the fact moves the date, after it leaves it', () => {
    const key = 'eviction.summons-notice-weeks'
    const tried = (from: '2026-01-01' | '2026-06-01') => rehearse({ kind: 'parameter', key, value: 8, from })
    expect(tried('2026-01-01')?.shifts).toContainEqual(
      expect.objectContaining({ before: '2026-03-24', after: '2026-03-10' }),
    )
    expect(tried('2026-06-01')).toBeNull()
  })

  test('a reform put off moves every row and figure it starts, and nothing else', () => {
    const change = { kind: 'reform-moved', reformDay: arrearsReformDay, to: '2027-07-01' } as const
    const starts = (day: string) =>
      Object.values(procedureDefinitions).flatMap(({ rows }) =>
        rows.filter(({ validFrom }) => validFrom === day),
      ).length
    const after = Object.values(procedureDefinitions).flatMap(
      (definition) => definitionWith(change, definition).rows,
    )
    expect(starts(arrearsReformDay)).toBeGreaterThan(0)
    expect(after.filter(({ validFrom }) => validFrom === '2027-07-01')).toHaveLength(starts(arrearsReformDay))
    expect(after.some(({ validFrom }) => validFrom === arrearsReformDay)).toBe(false)
  })
})
