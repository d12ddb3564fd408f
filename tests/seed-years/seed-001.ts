import { addDays, addMonths, type PlainDate } from '#domain/plain-date.ts'
import type { MeasureMotive } from '#domain/programmes/kinds.ts'
import type { LeaseScheme } from '#domain/reports/lease-schemes.ts'
import type { SeedMeasure, SeedYear } from '#tests/seed-years/seed-year.ts'

const motives: readonly MeasureMotive[] = ['arrears', 'arrears', 'arrears', 'staying-in-home', 'move']
const actionKinds = ['open-rights', 'budget-support', 'repayment-plan', 'financial-aid', 'move'] as const
const inZeroExpulsion = (rank: number) => rank < 16
/** Those begun in 2018 had their diagnosis that year; the others came from 2017. */
const isNewIn2018 = (rank: number) => rank >= 75

const startOf = (rank: number): PlainDate =>
  isNewIn2018(rank) ? addDays('2018-01-15', (rank - 75) * 5) : addDays('2017-03-01', rank * 3)

const exitOf = (rank: number): Pick<SeedMeasure, 'end'> => {
  const on = addMonths('2018-06-15', rank % 6)
  if (rank >= 20 && rank < 24) return { end: { on, exit: 'home-purchase' } }
  if (rank >= 24 && rank < 31) return { end: { on, exit: 'other-landlord' } }
  return rank >= 31 && rank < 60 ? { end: { on, exit: 'objective-reached' } } : {}
}

const measureOf = (rank: number): SeedMeasure => {
  const startedOn = startOf(rank)
  return {
    household: `Locataire ${String(rank + 1).padStart(3, '0')}`,
    programme: inZeroExpulsion(rank) ? 'zero-expulsion' : 'landlord-support',
    motive: inZeroExpulsion(rank) ? 'eviction-prevention' : (motives[rank % motives.length] ?? 'arrears'),
    prescriber: 'landlord',
    requestedOn: addDays(startedOn, -20),
    startedOn,
    adviser: rank % 4,
    ...exitOf(rank),
    ...(rank < 100 ? { metAtHomeOn: addDays('2018-02-01', rank * 2) } : {}),
    actions:
      rank >= 40 && rank < 101
        ? [
            {
              kind: actionKinds[rank % actionKinds.length] ?? 'open-rights',
              startedOn: addDays('2018-03-01', rank),
            },
          ]
        : [],
  }
}

const schemes: readonly LeaseScheme[] = ['therapeutic-flat', 'dispersed-shelter', 'asylum-seekers']
const associations = [
  'Association d’accompagnement thérapeutique',
  'Comité mosellan',
  'Association gestionnaire',
]

/** Seed 001, a landlord and its manager in 2018. */
export const seed001: SeedYear = {
  advisers: 4,
  measures: Array.from({ length: 135 }, (_, rank) => measureOf(rank)),
  leases: Array.from({ length: 23 }, (_, rank) => ({
    association: associations[rank % 3] ?? 'Association',
    scheme: schemes[rank % 3] ?? 'other',
    startedOn: addMonths('2015-01-01', rank),
  })),
}
