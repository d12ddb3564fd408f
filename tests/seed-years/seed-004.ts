import { addMonths } from '#domain/plain-date.ts'
import type { SeedMeasure, SeedYear } from '#tests/seed-years/seed-year.ts'

/** Months that each stay had lasted by its end: « deux à quatre ans ». */
const stays = [24, 27, 30, 33, 36, 39, 42, 45, 48]

const leaving = (months: number, rank: number): SeedMeasure => {
  const endedOn = addMonths('2013-02-15', rank)
  return {
    household: `Accueilli ${rank + 1}`,
    programme: 'stay-with-volunteers',
    motive: 'access-to-home',
    prescriber: 'siao',
    requestedOn: addMonths(endedOn, -months - 1),
    startedOn: addMonths(endedOn, -months),
    end: { on: endedOn, exit: 'ordinary-social-housing' },
    adviser: rank % 3,
    metAtHomeOn: addMonths('2013-01-20', rank % 6),
    actions: [],
  }
}

const staying = (rank: number): SeedMeasure => ({
  household: `Accueilli ${stays.length + rank + 1}`,
  programme: rank % 4 === 0 ? 'integrated-support' : 'stay-with-volunteers',
  motive: 'insertion',
  prescriber: 'association',
  requestedOn: addMonths('2011-06-01', rank),
  startedOn: addMonths('2011-07-01', rank),
  adviser: rank % 3,
  actions: [{ kind: 'open-rights', startedOn: addMonths('2013-01-05', rank % 11) }],
})

/** Seed 004, volunteers and an integrated service in one year. */
export const seed004: SeedYear = {
  advisers: 3,
  measures: [...stays.map(leaving), ...Array.from({ length: 12 }, (_, rank) => staying(rank))],
  leases: [],
}
