import { contract } from '#contract/index.ts'
import { findEvent } from '#server/arrears/event-store.ts'
import { screenTenancy } from '#server/arrears/screen-tenancy.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

export const cancelEvent = useCase(
  contract.arrears.cancelEvent,
  async (context, { householdId, eventId, reason }) => {
    const { tx, actor, now, refuse } = context
    const event = await findEvent(tx, actor.organisationId, householdId, eventId)
    if (!event) return refuse('unknown-record')
    if (event.cancelled_at) return refuse('already-cancelled')
    await tx
      .updateTable('arrears_event')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', eventId)
      .set({ cancelled_at: now, cancelled_by: actor.membershipId, cancel_reason: reason })
      .execute()
    await record(context, {
      act: 'arrears-event-cancelled',
      subject: { kind: 'arrears-event', id: eventId },
      householdId,
      before: { kind: event.kind, on: event.happened_on },
      after: { reason },
    })
    await screenTenancy(context, event.tenancy_id)
    return {}
  },
)
