import type { DifficultyCause } from '#domain/households/kinds.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import type { SeedMeasure, SeedYear } from '#tests/seed-years/seed-year.ts'

const causes: readonly DifficultyCause[] = [
  'sick-leave',
  'invalidity',
  'separation',
  'short-time-work',
  'job-loss',
  'domestic-violence',
  'home-disaster',
  'bereavement',
  'higher-housing-charges',
]

/** Half as grants, half as loans; amounts from 1 220 to 2 820 €, as a rent debt or side costs ask. */
const aidOf = (rank: number, startedOn: PlainDate): NonNullable<SeedMeasure['financings']> => {
  if (rank % 7 >= 3) return []
  const kind = rank % 2 === 0 ? 'grant' : 'loan'
  const cents = 122_000 + (rank % 41) * 4_000
  // A few had both: a second, smaller aid for side costs.
  const second = { kind: 'grant', decidedOn: addDays(startedOn, 20), cents: 18_000 } as const
  return [{ kind, decidedOn: addDays(startedOn, 10), cents }, ...(rank % 70 === 0 ? [second] : [])]
}

const measureOf = (rank: number): SeedMeasure => {
  const startedOn = addDays('2020-01-02', rank % 330)
  const cause = causes[rank % causes.length]
  return {
    household: `Salarié ${String(rank + 1).padStart(4, '0')}`,
    programme: rank % 25 === 0 ? 'soli-al-mission' : 'action-logement-support',
    motive: 'arrears',
    ...(cause && { triggeringEvent: cause }),
    prescriber: 'action-logement',
    requestedOn: addDays(startedOn, -5),
    startedOn,
    adviser: rank % 11,
    financings: aidOf(rank, startedOn),
    actions:
      rank % 7 < 3
        ? [
            {
              kind: 'financial-aid',
              startedOn: addDays(startedOn, 3),
              done: { on: addDays(startedOn, 30), outcome: 'done' },
            },
          ]
        : [],
  }
}

/** Seed 002, the employees in difficulty of a region in 2020. */
export const seed002: SeedYear = {
  advisers: 11,
  measures: Array.from({ length: 1500 }, (_, rank) => measureOf(rank)),
  leases: [],
}
