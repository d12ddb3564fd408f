import { contract } from '#contract/index.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { RequiredDocumentKind } from '#domain/programmes/kinds.ts'
import { record } from '#server/journal.ts'
import { holdMeasure } from '#server/measures/hold-measure.ts'
import { bumpVersion } from '#server/measures/measure-store.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const recordDocument = useCase(
  contract.measures.recordDocument,
  async (context, { measureId, version, ...paper }) => {
    const { tx, actor, today, refuse } = context
    const held = await holdMeasure(context, 'write-measure', { measureId, version })
    if (held.refused) return refuse(held.refused, held.current)
    if (paper.receivedOn > today) return refuse('future-fact')
    const { householdId } = held.measure
    if (paper.documentId && !(await isInFile(context, householdId, paper.documentId)))
      return refuse('unknown-document')
    await keepMeasurePaper(context, { measureId, householdId, ...paper })
    return { version: await bumpVersion(tx, actor.organisationId, measureId) }
  },
)

export const removeDocument = useCase(
  contract.measures.removeDocument,
  async (context, { measureId, version, kind }) => {
    const { tx, actor, refuse } = context
    const held = await holdMeasure(context, 'write-measure', { measureId, version })
    if (held.refused) return refuse(held.refused, held.current)
    const { numDeletedRows } = await tx
      .deleteFrom('measure_document')
      .where('organisation_id', '=', actor.organisationId)
      .where('measure_id', '=', measureId)
      .where('kind', '=', kind)
      .executeTakeFirst()
    if (numDeletedRows === 0n) return refuse('unknown-record')
    await record(context, {
      act: 'measure-paper-removed',
      subject: { kind: 'measure', id: measureId },
      householdId: held.measure.householdId,
      before: { kind },
    })
    return { version: await bumpVersion(tx, actor.organisationId, measureId) }
  },
)

export type MeasurePaper = {
  measureId: string
  householdId: string
  kind: RequiredDocumentKind
  receivedOn: PlainDate
  documentId: string | null
}

/** Notes that a required paper is in the file. For other capabilities too: a signed contract, a consent. */
export const keepMeasurePaper = async (context: Acting, paper: MeasurePaper): Promise<void> => {
  const { tx, actor, now } = context
  const kept = {
    received_on: paper.receivedOn,
    document_id: paper.documentId,
    recorded_by: actor.membershipId,
    recorded_at: now,
  }
  await tx
    .insertInto('measure_document')
    .values({
      organisation_id: actor.organisationId,
      measure_id: paper.measureId,
      kind: paper.kind,
      ...kept,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'measure_id', 'kind']).doUpdateSet(kept))
    .execute()
  await record(context, {
    act: 'measure-paper-received',
    subject: { kind: 'measure', id: paper.measureId },
    householdId: paper.householdId,
    after: { kind: paper.kind, receivedOn: paper.receivedOn },
  })
}

const isInFile = async ({ tx, actor }: Acting, householdId: string, documentId: string) =>
  (await tx
    .selectFrom('document')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('id', '=', documentId)
    .where('removed_at', 'is', null)
    .select('id')
    .executeTakeFirst()) !== undefined
