import { contract } from '#contract/index.ts'
import { needsHearingHeld } from '#domain/hearings/decisions.ts'
import { definitionOf } from '#domain/procedures/definitions.ts'
import { record } from '#server/journal.ts'
import { detailsOf, type RecordedFact, recordProcedureFact } from '#server/procedures/record-fact.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { findRunningEviction } from './hearing-files.ts'
import { type HearingFileRow, lockHearingFile, updateHearingFile } from './store.ts'

export const decide = useCase(
  contract.hearingFiles.decide,
  async (context, { householdId, hearingFileId, version, decision, on, detail }) => {
    const file = await lockHearingFile(context, householdId, hearingFileId)
    if (!file) return context.refuse('unknown-record')
    if (file.version !== version) return context.refuse('stale-version', { version: file.version })
    if (file.decision) return context.refuse('already-decided')
    if (on < file.hearing_on || on > context.today) return context.refuse('before-hearing')
    // A procedure opened after the file is the one the hearing is about.
    const procedureId = file.procedure_id ?? (await findRunningEviction(context, householdId))
    if (procedureId && needsHearingHeld(decision)) {
      const held = await recordHearingHeld(context, procedureId, file)
      if (held?.refused) return context.refuse('procedure-refused', sayRefusal(held.refused))
    }
    const recorded = procedureId
      ? await recordProcedureFact(context, procedureId, { event: decision, on, detail })
      : undefined
    if (recorded?.refused) return context.refuse('procedure-refused', sayRefusal(recorded.refused))
    const newVersion = await updateHearingFile(context, file, {
      decision,
      decided_on: on,
      decision_fact_id: recorded?.factId ?? null,
      ...(procedureId && { procedure_id: procedureId }),
    })
    await record(context, {
      act: 'hearing-decided',
      subject: { kind: 'hearing-file', id: hearingFileId },
      householdId,
      after: { decision, on },
    })
    return { version: newVersion, isInProcedure: recorded !== undefined }
  },
)

/** The hearing itself is a fact: written once, on its day, unless somebody already did. */
const recordHearingHeld = async (
  context: Acting,
  procedureId: string,
  { hearing_on: on }: HearingFileRow,
): Promise<Awaited<ReturnType<typeof recordProcedureFact>> | undefined> => {
  const { state } = await context.tx
    .selectFrom('procedure_standing')
    .where('organisation_id', '=', context.actor.organisationId)
    .where('procedure_id', '=', procedureId)
    .select('state')
    .executeTakeFirstOrThrow()
  if (state === 'hearing') return undefined
  return recordProcedureFact(context, procedureId, { event: 'hearing', on, detail: {} })
}

type Refused =
  | NonNullable<Exclude<RecordedFact, { refused?: undefined }>['refused']>
  | { reason: 'unknown-record' }

const sayRefusal = (refused: Refused): unknown => {
  const definition = definitionOf('eviction')
  if (!definition || refused.reason === 'unknown-record') return { reason: refused.reason }
  return { reason: refused.reason, details: detailsOf(definition, refused) ?? null }
}
