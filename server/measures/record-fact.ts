import { randomUUIDv7 } from 'node:crypto'
import { decideMeasureFact, type FactDecision, type FactRefusal } from '#domain/measures/decide.ts'
import type { MeasureFact } from '#domain/measures/kinds.ts'
import type { RequiredDocumentKind } from '#domain/programmes/kinds.ts'
import { record } from '#server/journal.ts'
import { lockStart, readCircumstances } from '#server/measures/circumstances.ts'
import { type FoundMeasure, findMeasureForUpdate } from '#server/measures/find-measure.ts'
import { bumpVersion } from '#server/measures/measure-store.ts'
import { tellMeasures } from '#server/measures/tell-measures.ts'
import type { Context } from '#server/use-case.ts'

type WithoutId<Fact> = Fact extends MeasureFact ? Omit<Fact, 'id'> : never
export type NewFact = WithoutId<MeasureFact>

/** A person, or the system. */
export type Recorder = Pick<Context, 'tx' | 'today' | 'now'> & {
  actor: { organisationId: string; membershipId?: string }
}

export type RecordedFact =
  | { factId: string; version: number; refused?: undefined }
  | { refused: FactRefusal | 'unknown-record'; missing?: RequiredDocumentKind[]; factId?: undefined }

/**
 * Records a dated fact of a measure if the programme allows it, draws its standing again and journals it, in the same
 * transaction. For other capabilities too: a signed contract, a review of the support plan are such facts.
 */
export const recordMeasureFact = async (
  context: Recorder,
  { measureId, fact }: { measureId: string; fact: NewFact },
): Promise<RecordedFact> => {
  const measure = await findMeasureForUpdate(context.tx, context.actor.organisationId, measureId)
  if (!measure) return { refused: 'unknown-record' }
  return recordFactOf(context, measure, fact)
}

export const recordFactOf = async (
  context: Recorder,
  measure: FoundMeasure,
  fact: NewFact,
): Promise<RecordedFact> => {
  const { tx, actor, today } = context
  const added = { ...fact, id: randomUUIDv7() } as MeasureFact
  if (fact.kind === 'started') await lockStart(tx, actor.organisationId, measure)
  const circumstances = await readCircumstances(tx, actor.organisationId, measure)
  const decision: FactDecision = decideMeasureFact(
    measure.definition,
    measure.facts,
    added,
    circumstances,
    today,
  )
  if (decision.outcome === 'refused')
    return { refused: decision.reason, ...(decision.missing ? { missing: decision.missing } : {}) }
  await insertFact(context, measure, added)
  const version = await bumpVersion(tx, actor.organisationId, measure.id)
  await tellMeasures(context, [measure.id])
  return { factId: added.id, version }
}

/** Writes the fact and its line of the journal; the standing is drawn by the caller. */
export const insertFact = async (
  context: Recorder,
  { id: measureId, householdId, definition }: Pick<FoundMeasure, 'id' | 'householdId' | 'definition'>,
  fact: MeasureFact,
): Promise<void> => {
  const { tx, actor, now } = context
  const { id, on, kind, ...detail } = fact
  await tx
    .insertInto('measure_event')
    .values({
      organisation_id: actor.organisationId,
      id,
      measure_id: measureId,
      kind,
      on_date: on,
      detail: JSON.stringify(detail),
      recorded_by: actor.membershipId ?? null,
      recorded_at: now,
    })
    .execute()
  await record(context, {
    act: `measure-${kind}`,
    subject: { kind: 'measure', id: measureId },
    householdId,
    // A reason told in free words stays with the fact, never in the journal.
    after: { on, programme: definition.name, ...('reason' in detail ? {} : detail) },
  })
}
