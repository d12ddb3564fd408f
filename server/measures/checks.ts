import { contract } from '#contract/index.ts'
import { record } from '#server/journal.ts'
import type { FoundMeasure } from '#server/measures/find-measure.ts'
import { holdMeasure } from '#server/measures/hold-measure.ts'
import { bumpVersion } from '#server/measures/measure-store.ts'
import { type Acting, useCase } from '#server/use-case.ts'

/** Until the measure starts, a person may answer what the file did not say, or correct their answer. */
export const answerCheck = useCase(
  contract.measures.answerCheck,
  async (context, { measureId, version, testKey, answer, reason }) => {
    const { tx, actor, today, refuse } = context
    const held = await holdMeasure(context, 'write-measure', { measureId, version })
    if (held.refused) return refuse(held.refused, held.current)
    if (held.measure.facts.some(({ kind }) => kind === 'started')) return refuse('already-started')
    const check = await findCheck(context, measureId, testKey)
    if (!check || (check.answer !== 'to-check' && check.answered_by === null)) return refuse('unknown-test')
    await tx
      .updateTable('measure_check')
      .where('organisation_id', '=', actor.organisationId)
      .where('measure_id', '=', measureId)
      .where('test_key', '=', testKey)
      .set({ answer, reason, answered_by: actor.membershipId, answered_on: today })
      .execute()
    await recordCheck(context, held.measure, 'measure-check-answered', { testKey, answer })
    return { version: await bumpVersion(tx, actor.organisationId, measureId) }
  },
)

export const derogateCheck = useCase(
  contract.measures.derogateCheck,
  async (context, { measureId, version, testKey, reason }) => {
    const { tx, actor, today, refuse } = context
    const held = await holdMeasure(context, 'manage-measures', { measureId, version })
    if (held.refused) return refuse(held.refused, held.current)
    const check = await findCheck(context, measureId, testKey)
    if (check?.answer !== 'no' || check.derogated_on !== null) return refuse('not-refused')
    await tx
      .updateTable('measure_check')
      .where('organisation_id', '=', actor.organisationId)
      .where('measure_id', '=', measureId)
      .where('test_key', '=', testKey)
      .set({ derogated_on: today, derogated_by: actor.membershipId, derogation_reason: reason })
      .execute()
    await recordCheck(context, held.measure, 'measure-check-derogated', { testKey })
    return { version: await bumpVersion(tx, actor.organisationId, measureId) }
  },
)

const findCheck = ({ tx, actor }: Acting, measureId: string, testKey: string) =>
  tx
    .selectFrom('measure_check')
    .where('organisation_id', '=', actor.organisationId)
    .where('measure_id', '=', measureId)
    .where('test_key', '=', testKey)
    .select(['answer', 'answered_by', 'derogated_on'])
    .executeTakeFirst()

const recordCheck = (context: Acting, { id, householdId }: FoundMeasure, act: string, after: object) =>
  record(context, { act, subject: { kind: 'measure', id }, householdId, after })
