import { screenTenancy } from '#server/arrears/screen-tenancy.ts'
import { record } from '#server/journal.ts'
import type { Context } from '#server/use-case.ts'

type Withdrawing = Pick<Context, 'tx' | 'today' | 'now'> & {
  actor: { organisationId: string; membershipId?: string }
}

/** Takes a fact back out of the arrears procedure: by a person, or because what brought it about no longer stands. */
export const withdrawArrearsEvent = async (
  context: Withdrawing,
  eventId: string,
  reason: string,
): Promise<void> => {
  const { tx, actor, now } = context
  const event = await tx
    .updateTable('arrears_event')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', eventId)
    .where('cancelled_at', 'is', null)
    .set({ cancelled_at: now, cancelled_by: actor.membershipId ?? null, cancel_reason: reason })
    .returning(['household_id', 'tenancy_id', 'kind', 'happened_on'])
    .executeTakeFirst()
  if (!event) return
  await record(context, {
    act: 'arrears-event-cancelled',
    subject: { kind: 'arrears-event', id: eventId },
    householdId: event.household_id,
    before: { kind: event.kind, on: event.happened_on },
    after: { reason },
  })
  await screenTenancy(context, event.tenancy_id)
}
