import type { Action } from '#domain/access.ts'
import { isRepaidBySubsidy } from '#domain/funding/kinds.ts'
import { findPaidFinancing, type PaidFinancing } from '#server/disbursements/paying.ts'
import { mayReach } from '#server/reach.ts'
import type { Acting } from '#server/use-case.ts'

type Found = (PaidFinancing & { refused?: undefined }) | { refused: 'unknown-record' | 'not-an-advance' }

/** The advance, held until the transaction ends when `lock`; what is out of reach does not exist. */
export const findAdvance = async (
  context: Acting,
  action: Action,
  financingId: string,
  lock = false,
): Promise<Found> => {
  const financing = await findPaidFinancing(context, financingId, lock)
  if (!financing || !(await mayReach(context, action, financing.householdId)))
    return { refused: 'unknown-record' }
  return isRepaidBySubsidy(financing.kind) ? financing : { refused: 'not-an-advance' }
}
