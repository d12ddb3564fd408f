import { contract } from '#contract/index.ts'
import { findEvent } from '#server/arrears/event-store.ts'
import { withdrawArrearsEvent } from '#server/arrears/withdraw-event.ts'
import { useCase } from '#server/use-case.ts'

export const cancelEvent = useCase(
  contract.arrears.cancelEvent,
  async (context, { householdId, eventId, reason }) => {
    const { tx, actor, refuse } = context
    const event = await findEvent(tx, actor.organisationId, householdId, eventId)
    if (!event) return refuse('unknown-record')
    if (event.cancelled_at) return refuse('already-cancelled')
    await withdrawArrearsEvent(context, eventId, reason)
    return {}
  },
)
