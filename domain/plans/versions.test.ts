import { describe, expect, it } from 'vitest'
import { addDays } from '#domain/plain-date.ts'
import { buildSchedule } from '#domain/plans/schedule.ts'
import {
  permittedVersionEvents,
  scheduleChanges,
  standingOfVersions,
  type VersionEventKind,
  type VersionFacts,
  versionStates,
} from '#domain/plans/schedule-versions.ts'

const first: VersionFacts = {
  number: 1,
  effectiveOn: '2026-01-10',
  awaitsAgreement: false,
  needsPayerApproval: false,
  events: [],
}
const second = (kinds: VersionEventKind[], needsPayerApproval = false): VersionFacts => ({
  number: 2,
  effectiveOn: '2026-03-01',
  awaitsAgreement: true,
  needsPayerApproval,
  events: kinds.map((kind, index) => ({ kind, on: addDays('2026-03-02', index) })),
})
const statesOn = (version: VersionFacts, day: '2026-03-20' | '2026-03-02') =>
  [...standingOfVersions([first, version], day).values()].map(({ state }) => state)

describe('a renegotiated version', () => {
  it.each([
    ['waits at first', [], false, ['in-force', 'proposed']],
    ['waits for the landlord', ['signed-by-tenant'], false, ['in-force', 'signed-by-tenant']],
    [
      'runs once both have signed',
      ['signed-by-tenant', 'signed-by-landlord'],
      false,
      ['superseded', 'in-force'],
    ],
    [
      'waits for the payer',
      ['signed-by-tenant', 'signed-by-landlord'],
      true,
      ['in-force', 'signed-by-landlord'],
    ],
    [
      'runs once the payer approves',
      ['signed-by-tenant', 'signed-by-landlord', 'submitted-to-payer', 'approved'],
      true,
      ['superseded', 'in-force'],
    ],
    [
      'never runs once refused',
      ['signed-by-tenant', 'signed-by-landlord', 'submitted-to-payer', 'rejected'],
      true,
      ['in-force', 'rejected'],
    ],
    ['never runs once withdrawn', ['signed-by-tenant', 'withdrawn'], false, ['in-force', 'withdrawn']],
  ] as const)('%s', (_, kinds, needsApproval, states) => {
    expect(statesOn(second([...kinds], needsApproval), '2026-03-20')).toEqual(states)
  })
  it('does not run before the day of its last signature', () => {
    const signed = second(['signed-by-tenant', 'signed-by-landlord'])
    expect(statesOn(signed, '2026-03-02')).toEqual(['in-force', 'signed-by-tenant'])
    expect(standingOfVersions([first, signed], '2026-03-20').get(2)).toEqual({
      state: 'in-force',
      since: '2026-03-03',
      inForceOn: '2026-03-03',
    })
  })
  it('reaches every state, and each that waits has its way out', () => {
    const leadsTo: Partial<Record<VersionEventKind, string>> = { approved: 'in-force' }
    const reached = new Set(['proposed', 'superseded'])
    for (const kinds of Object.values(permittedVersionEvents))
      for (const kind of kinds) reached.add(leadsTo[kind] ?? kind)
    expect(versionStates.filter((state) => !reached.has(state))).toEqual([])
    for (const state of ['proposed', 'signed-by-tenant', 'signed-by-landlord', 'submitted-to-payer'] as const)
      expect(permittedVersionEvents[state]).toContain('withdrawn')
  })
})

describe('what a version changes', () => {
  const before = {
    rows: buildSchedule({ convention: 'half-up', totalCents: 50_000, count: 5, firstDueOn: '2026-02-10' }),
    frozenCount: 0,
    writtenOffCents: 0,
  }
  it('is told on what was still to be paid, payments taken from the first rows and write-offs from the last', () => {
    const rest = buildSchedule({
      convention: 'half-up',
      totalCents: 25_000,
      count: 5,
      firstDueOn: '2026-04-10',
    })
    const after = {
      rows: [{ number: 1, dueOn: '2026-02-10', amountCents: 10_000 } as const, ...rest],
      frozenCount: 1,
      writtenOffCents: 15_000,
    }
    const told = scheduleChanges(before, after).map(({ label, before: was, after: is }) =>
      [label, was, is].join(' ').replace(/\s/g, ' '),
    )
    expect(told).toEqual([
      'Mensualités restant à payer 3 5',
      'Montant d’une mensualité 100,00 € 50,00 €',
      'Prochaine échéance 10/03/2026 10/04/2026',
      'Dernière échéance 10/05/2026 10/08/2026',
    ])
  })
  it('is nothing when nothing changes', () => {
    expect(scheduleChanges(before, before)).toEqual([])
  })
})
