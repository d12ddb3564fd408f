import type { PlainDate } from '#domain/plain-date.ts'
import { raiseTask } from '#server/casework/raise-task.ts'
import type { Tx } from '#server/db.ts'
import { findMeasureForUpdate, leadOn } from '#server/measures/find-measure.ts'
import { recordMeasureFact } from '#server/measures/record-fact.ts'

type Receiving = {
  tx: Tx
  actor: { organisationId: string; membershipId?: string }
  now: Date
  today: PlainDate
}
type Handed = { id: string; measure_id: string | null; household_id: string | null; partner: string }

/**
 * The other service has accepted: the measure ends here that day. Where its facts forbid it (a later fact is already
 * written), whoever follows the household is asked to end it.
 */
export const endHandedOver = async (
  context: Receiving,
  { id, measure_id: measureId, household_id: householdId, partner }: Handed,
  on: PlainDate,
): Promise<void> => {
  if (!measureId) return
  const ended = await recordMeasureFact(context, { measureId, fact: { kind: 'ended', on, exit: 'handover' } })
  const measure = await findMeasureForUpdate(context.tx, context.actor.organisationId, measureId)
  await raiseTask(context, {
    householdId,
    assigneeId: (measure && leadOn(measure.workers, on)?.membershipId) ?? null,
    kind: 'referral-news',
    title: ended.refused
      ? `${partner} a accepté la passation : terminer la mesure`
      : `${partner} a accepté la passation : la mesure est terminée ici`,
    dueOn: context.today,
    compartment: 'social',
    originKey: `handover-accepted/${id}`,
    link: `accompagnements/${measureId}`,
  })
}
