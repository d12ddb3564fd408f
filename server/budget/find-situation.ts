import type { PlainDate } from '#domain/plain-date.ts'
import { readTaxIncomes } from '#server/budget/fact-store.ts'
import { readSnapshots } from '#server/budget/snapshot-store.ts'
import type { Acting } from '#server/use-case.ts'

type Reading = Pick<Acting, 'tx' | 'actor'>

/** The situation that stood on a day; null when none was written down by then. */
export const findSituationOn = async (reading: Reading, householdId: string, on: PlainDate) =>
  (await readSnapshots(reading, householdId)).find(({ onDate }) => onDate <= on) ?? null

/** Every reference tax income noted, the latest year of income first. */
export const findTaxIncomes = async (reading: Reading, householdId: string) =>
  (await readTaxIncomes(reading, householdId)).map(({ noticeYear, incomeYear, rfrCents, occupants }) => ({
    noticeYear,
    incomeYear,
    rfrCents,
    occupants,
  }))
