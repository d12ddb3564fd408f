import { describe, expect, test } from 'vitest'
import { type ApprovalFact, type ApprovalKind, deriveApproval } from '#domain/housing/approvals.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'

const params = readParameters(legalParameters, '2026-01-15')
const derive = (kind: ApprovalKind, facts: readonly ApprovalFact[], today: PlainDate) =>
  deriveApproval(kind, facts, today, params)
const granted: ApprovalFact[] = [
  { kind: 'filed', on: '2023-12-01' },
  { kind: 'granted', on: '2024-03-01' },
]

describe('an agrément ISFT granted on 1 March 2024', () => {
  test('lasts five years', () => expect(derive('isft', granted, '2026-01-01').endsOn).toBe('2029-02-28'))
  test.each<[PlainDate, string]>([
    ['2024-02-29', 'filed'],
    ['2024-03-01', 'granted'],
    ['2028-02-27', 'granted'],
    ['2028-02-28', 'renewal-due'],
    ['2029-02-28', 'renewal-due'],
    ['2029-03-01', 'expired'],
  ])('on %s: %s', (today, status) => expect(derive('isft', granted, today).status).toBe(status))
  test('alerts twelve and six months before its end', () => {
    const alerts = derive('isft', granted, '2026-01-01').deadlines.filter(
      ({ what }) => what === 'renewal-alert',
    )
    expect(alerts.map(({ on }) => on)).toEqual(['2028-02-28', '2028-08-28'])
  })
  test('renewed, it runs five years more', () => {
    const renewed: ApprovalFact[] = [...granted, { kind: 'renewed', on: '2029-03-01' }]
    expect(derive('isft', renewed, '2029-03-02')).toMatchObject({ status: 'granted', endsOn: '2034-02-28' })
  })
  test('ends on the day its decree says, when it says one', () => {
    const dated: ApprovalFact[] = [{ kind: 'granted', on: '2024-03-01', until: '2028-12-31' }]
    expect(derive('ilgls', dated, '2026-01-01').endsOn).toBe('2028-12-31')
  })
})

test('no answer three months after a complete file is a silence', () => {
  const filed: ApprovalFact[] = [{ kind: 'filed', on: '2026-01-10' }]
  expect(derive('isft', filed, '2026-04-10').status).toBe('filed')
  expect(derive('isft', filed, '2026-04-11').status).toBe('silent')
})

test('the MOI agrément has no end', () => {
  const standing = derive('moi', granted, '2040-01-01')
  expect(standing).toMatchObject({ status: 'granted', endsOn: null })
  expect(standing.deadlines.every(({ what }) => what === 'report')).toBe(true)
})

test('a yearly report is asked for each year begun, until it is sent', () => {
  const sent: ApprovalFact[] = [...granted, { kind: 'report-sent', on: '2025-05-01', year: 2024 }]
  const reports = derive('isft', sent, '2026-02-01').deadlines.filter(({ what }) => what === 'report')
  expect(reports.map(({ label, on }) => [label, on])).toEqual([
    ['Rapport d’activité et comptes 2025', '2026-06-30'],
    ['Rapport d’activité et comptes 2026', '2027-06-30'],
  ])
})

test('withdrawn, nothing more is due', () => {
  const withdrawn: ApprovalFact[] = [...granted, { kind: 'withdrawn', on: '2025-01-01' }]
  expect(derive('isft', withdrawn, '2026-01-01')).toMatchObject({ status: 'withdrawn', deadlines: [] })
})
