import { latestTaxIncome } from '#domain/budget/household-facts.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { readTaxIncomes } from '#server/budget/fact-store.ts'
import type { Tx } from '#server/db.ts'

/** The sum for all who live in the home, with the years that ceilings compare. */
export type FoundTaxIncome = {
  rfrCents: number
  occupants: number
  noticeYear: number
  incomeYear: number
  recordedOn: PlainDate
}

/** The reference tax income that the household could show on that day; null when none was noted. */
export const findTaxIncome = async (
  tx: Tx,
  organisationId: string,
  householdId: string,
  on: PlainDate,
): Promise<FoundTaxIncome | null> => {
  const found = latestTaxIncome(await readTaxIncomes({ tx, actor: { organisationId } }, householdId), on)
  if (!found) return null
  const { rfrCents, occupants, noticeYear, incomeYear, recordedOn } = found
  return { rfrCents, occupants, noticeYear, incomeYear, recordedOn }
}
