import { addDays, addMonths } from '#domain/plain-date.ts'
import type { SeedMeasure, SeedYear } from '#tests/seed-years/seed-year.ts'

type Line = Pick<SeedMeasure, 'programme' | 'prescriber' | 'motive'> & { phase?: string; count: number }

/** The seed gives no number: these are the fixture's own, and the report says so. */
const lines: readonly Line[] = [
  {
    programme: 'avdl',
    prescriber: 'state-service',
    motive: 'access-to-home',
    phase: 'towards-home',
    count: 9,
  },
  { programme: 'avdl', prescriber: 'state-service', motive: 'staying-in-home', phase: 'in-home', count: 6 },
  { programme: 'pasri', prescriber: 'landlord-group', motive: 'staying-in-home', count: 5 },
  { programme: 'habitat-project', prescriber: 'local-authority', motive: 'habitat-project', count: 7 },
  { programme: 'gliding-lease', prescriber: 'local-authority', motive: 'access-to-home', count: 4 },
]

const measuresOf = ({ count, phase, ...line }: Line, lineRank: number): SeedMeasure[] =>
  Array.from({ length: count }, (_, rank) => {
    const startedOn = addDays(addMonths('2023-01-10', lineRank), rank * 7)
    return {
      ...line,
      ...(phase && { phase }),
      household: `Famille ${lineRank + 1}-${rank + 1}`,
      requestedOn: addDays(startedOn, -15),
      startedOn,
      adviser: rank % 2,
      metAtHomeOn: addDays(startedOn, 10),
      actions: [],
    }
  })

/** Seed 003, a year of an association for travellers' habitat. */
export const seed003: SeedYear = { advisers: 2, measures: lines.flatMap(measuresOf), leases: [] }
