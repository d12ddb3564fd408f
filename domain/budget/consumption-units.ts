import type { BudgetMember } from '#domain/budget/snapshot.ts'
import type { Explanation } from '#domain/explanation.ts'
import type { PlainDate } from '#domain/plain-date.ts'

/** Units in hundredths: a child in shared custody counts 0,15 for the chèque énergie. 2,6 is 260. */
export type ConsumptionUnits = { unitsHundredths: number; explanation: Explanation }

export declare function inseeConsumptionUnits(
  members: readonly BudgetMember[],
  onDate: PlainDate,
): ConsumptionUnits
export declare function energyChequeUnits(
  members: readonly BudgetMember[],
  onDate: PlainDate,
): ConsumptionUnits
