import { contract } from '#contract/index.ts'
import { decideCancellation } from '#domain/measures/decide.ts'
import { record } from '#server/journal.ts'
import { lockStart, readCircumstances } from '#server/measures/circumstances.ts'
import { holdMeasure } from '#server/measures/hold-measure.ts'
import { bumpVersion } from '#server/measures/measure-store.ts'
import { tellMeasures } from '#server/measures/tell-measures.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const cancelFact = useCase(
  contract.measures.cancelFact,
  async (context, { measureId, version, factId, reason }) => {
    const { tx, actor, refuse } = context
    const held = await holdMeasure(context, 'write-measure', { measureId, version })
    if (held.refused) return refuse(held.refused, held.current)
    const { measure } = held
    const row = await findFactRow(context, measureId, factId)
    if (!row) return refuse('unknown-record')
    if (row.cancelled_at) return refuse('already-cancelled')
    if (row.kind === 'requested') return refuse('only-request')
    await lockStart(tx, actor.organisationId, measure)
    const circumstances = await readCircumstances(tx, actor.organisationId, measure)
    const decision = decideCancellation(measure.definition, measure.facts, factId, circumstances)
    if (decision.outcome === 'refused') return refuse(decision.reason)
    await cancelRow(context, factId, reason)
    const next = await bumpVersion(tx, actor.organisationId, measureId)
    await record(context, {
      act: 'measure-fact-cancelled',
      subject: { kind: 'measure', id: measureId },
      householdId: measure.householdId,
      before: { kind: row.kind, on: row.on_date },
      after: { programme: measure.definition.name },
    })
    await tellMeasures(context, [measureId])
    return { version: next }
  },
)

const findFactRow = ({ tx, actor }: Acting, measureId: string, factId: string) =>
  tx
    .selectFrom('measure_event')
    .where('organisation_id', '=', actor.organisationId)
    .where('measure_id', '=', measureId)
    .where('id', '=', factId)
    .select(['kind', 'on_date', 'cancelled_at'])
    .executeTakeFirst()

const cancelRow = async ({ tx, actor, now }: Acting, factId: string, reason: string) => {
  await tx
    .updateTable('measure_event')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', factId)
    .set({ cancelled_at: now, cancelled_by: actor.membershipId, cancelled_reason: reason })
    .execute()
}
