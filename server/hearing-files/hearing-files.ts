import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import type { DocumentKind } from '#domain/casework/kinds.ts'
import { checkHearing } from '#domain/hearings/checklist.ts'
import { draftNote as wordNote } from '#domain/hearings/draft-note.ts'
import { definitionOf } from '#domain/procedures/definitions.ts'
import { countRows } from '#server/count-rows.ts'
import { listHouseholdDocuments } from '#server/documents/find-documents.ts'
import { record } from '#server/journal.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { withinReach } from '#server/reach.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { readHearingFacts } from './read-facts.ts'
import {
  findHearingFile,
  type HearingFileRow,
  hearingColumns,
  insertHearingFile,
  listHearingRows,
  listPieces,
  lockHearingFile,
  updateHearingFile,
} from './store.ts'

export const list = useCase(
  contract.hearingFiles.list,
  async (context, { when, householdId, after, limit }) => {
    const { actor, today, tx } = context
    const isPast = when === 'past'
    const direction = isPast ? 'desc' : 'asc'
    const time = isPast ? sql`f.hearing_on < ${today}::date` : sql`f.hearing_on >= ${today}::date`
    const sought = sql<boolean>`${time} and ${withinReach(actor, today, 'prepare-hearings', 'f.household_id')}
    and (${householdId ?? null}::uuid is null or f.household_id = ${householdId ?? null}::uuid)`
    const beyond = isAfter([sql`f.hearing_on`, sql`f.id`], decodeKey(after, 2), direction)
    const rows = await listHearingRows(context, sql`${sought} and ${beyond}`, { limit: limit + 1, direction })
    return {
      ...cutPage(rows, limit, ({ hearingOn, hearingFileId }) => encodeKey(hearingOn, hearingFileId)),
      total: await countRows(
        tx,
        (most) => sql`(select 1 from hearing_file f where f.organisation_id = ${actor.organisationId}
        and ${sought} limit ${most})`,
      ),
    }
  },
)

export const open = useCase(contract.hearingFiles.open, async (context, { householdId, hearingFileId }) => {
  const file = await findHearingFile(context, householdId, hearingFileId)
  const [row] = await listHearingRows(context, sql`f.id = ${hearingFileId}`, { limit: 1, direction: 'asc' })
  if (!file || !row) return context.refuse('unknown-record')
  const chosen = await listPieces(context, hearingFileId)
  const documents = await listHouseholdDocuments(context, householdId)
  const others = documents.filter(({ id }) => !chosen.some(({ documentId }) => documentId === id))
  return {
    ...row,
    lawyer: file.lawyer,
    note: file.note,
    procedureId: file.procedure_id,
    checks: checkHearing(await readHearingFacts(context, aboutOf(file))),
    chosen,
    others: others.map(({ id, title, kind }) => ({ documentId: id, title, kind: kind as DocumentKind })),
    effects: file.decision ? await readEffects(context, file) : null,
  }
})

const aboutOf = (file: HearingFileRow) => ({
  householdId: file.household_id,
  hearingOn: file.hearing_on,
  procedureId: file.procedure_id,
})

/** Where the procedure stands since the decision, and the dates that run; null when it is not in a procedure. */
const readEffects = async (
  { tx, actor }: Acting,
  { procedure_id: procedureId, decision_fact_id }: HearingFileRow,
) => {
  if (!procedureId || !decision_fact_id) return null
  const standing = await tx
    .selectFrom('procedure_standing')
    .where('organisation_id', '=', actor.organisationId)
    .where('procedure_id', '=', procedureId)
    .select(['kind', 'state'])
    .executeTakeFirst()
  const due = await tx
    .selectFrom('procedure_deadline')
    .where('organisation_id', '=', actor.organisationId)
    .where('procedure_id', '=', procedureId)
    .where('status', '=', 'open')
    .select(['label', 'due_on as dueOn'])
    .orderBy('due_on')
    .limit(20)
    .execute()
  const state = standing && definitionOf('eviction')?.states[standing.state]
  return state ? { stateLabel: state.label, meaning: state.meaning, due } : null
}

export const start = useCase(contract.hearingFiles.start, async (context, facts) => {
  const { householdId } = facts
  const procedureId = await findRunningEviction(context, householdId)
  const hearingFileId = await insertHearingFile(context, { ...facts, procedureId })
  await record(context, {
    act: 'hearing-file-opened',
    subject: { kind: 'hearing-file', id: hearingFileId },
    householdId,
    after: { hearingOn: facts.hearingOn },
  })
  return { hearingFileId }
})

export const findRunningEviction = async (
  { tx, actor }: Acting,
  householdId: string,
): Promise<string | null> => {
  const { rows } = await sql<{ id: string }>`
    select p.id from procedure p
    join procedure_standing s on (s.organisation_id, s.procedure_id) = (p.organisation_id, p.id)
    where p.organisation_id = ${actor.organisationId} and p.household_id = ${householdId} and p.kind = 'eviction'
      and p.cancelled_at is null and not s.has_ended
    order by p.opened_on desc, p.id limit 1`.execute(tx)
  return rows[0]?.id ?? null
}

export const change = useCase(
  contract.hearingFiles.change,
  async (context, { householdId, hearingFileId, version, note, ...facts }) => {
    const file = await lockHearingFile(context, householdId, hearingFileId)
    if (!file) return context.refuse('unknown-record')
    if (file.version !== version)
      return context.refuse('stale-version', { version: file.version, note: file.note, court: file.court })
    const newVersion = await updateHearingFile(context, file, { ...hearingColumns(facts), note })
    await record(context, {
      act: 'hearing-file-changed',
      subject: { kind: 'hearing-file', id: hearingFileId },
      householdId,
      before: { hearingOn: file.hearing_on },
      after: { hearingOn: facts.hearingOn },
    })
    return { version: newVersion }
  },
)

export const draftNote = useCase(
  contract.hearingFiles.draftNote,
  async (context, { householdId, hearingFileId }) => {
    const file = await findHearingFile(context, householdId, hearingFileId)
    if (!file) return context.refuse('unknown-record')
    const facts = await readHearingFacts(context, aboutOf(file))
    const { label } = await context.tx
      .selectFrom('household')
      .where('organisation_id', '=', context.actor.organisationId)
      .where('id', '=', householdId)
      .select('label')
      .executeTakeFirstOrThrow()
    return {
      text: wordNote({
        household: label,
        court: file.court,
        hearingOn: file.hearing_on,
        hearingTime: file.hearing_time,
        balanceCents: facts.account?.balanceCents ?? null,
        checks: checkHearing(facts),
      }),
    }
  },
)
