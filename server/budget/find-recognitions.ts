import type { Recognition } from '#contract/household-facts.ts'
import { recognisedOn } from '#domain/budget/household-facts.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { readRecognitions } from '#server/budget/fact-store.ts'
import type { Tx } from '#server/db.ts'

/** The recognised situations of a household that hold on a day. */
export const findRecognitions = async (
  tx: Tx,
  organisationId: string,
  householdId: string,
  on: PlainDate,
): Promise<Recognition[]> =>
  recognisedOn(await readRecognitions({ tx, actor: { organisationId } }, householdId), on)
