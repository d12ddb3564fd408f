import { randomUUIDv7 } from 'node:crypto'
import type { FinancingFact, NewFinancingFact } from '#domain/funding/financing-facts.ts'
import type { Recorder } from '#server/funding/recorder.ts'
import { refreshOffers } from '#server/funding/refresh-offers.ts'
import { record } from '#server/journal.ts'
import { followDisbursement } from '#server/loans/follow-disbursement.ts'
import { lockLoans } from '#server/loans/hold-loan.ts'

/**
 * Stores a dated fact of a financing, journals it and draws its pictures again, in the same transaction. Whether the fact
 * may be recorded is decided by the capability it belongs to, before; what it moves is posted by the same.
 */
export const recordFinancingFact = async (
  context: Recorder,
  { financingId, fact }: { financingId: string; fact: NewFinancingFact },
): Promise<{ factId: string }> => {
  const { tx, actor, now } = context
  await lockLoans(tx, actor.organisationId, [financingId])
  const { household_id } = await tx
    .selectFrom('financing')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', financingId)
    .select('household_id')
    .executeTakeFirstOrThrow()
  const id = randomUUIDv7()
  const { on, kind, ...detail } = fact as Omit<FinancingFact, 'id'>
  const cents = 'cents' in detail && typeof detail.cents === 'number' ? detail.cents : null
  await tx
    .insertInto('financing_event')
    .values({
      organisation_id: actor.organisationId,
      id,
      financing_id: financingId,
      kind,
      on_date: on,
      detail: JSON.stringify(detail),
      cents,
      recorded_by: actor.membershipId ?? null,
      recorded_at: now,
    })
    .execute()
  await record(context, {
    act: `financing-${kind}`,
    subject: { kind: 'financing', id: financingId },
    householdId: household_id,
    // Reasons in free words stay with the fact.
    after: { on, ...(cents === null ? {} : { cents }) },
  })
  await refreshPictures(context, [financingId])
  return { factId: id }
}

/** Everything that is drawn from the facts of a financing. */
export const refreshPictures = async (context: Recorder, financingIds: readonly string[]): Promise<void> => {
  await refreshOffers(context, financingIds)
  await followDisbursement(context, financingIds)
}
