import { randomUUIDv7 } from 'node:crypto'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { HearingPiece, HearingRow } from '#contract/hearing-files.ts'
import type { HearingDecision } from '#domain/hearings/decisions.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx' | 'actor'>

export type HearingFacts = {
  hearingOn: PlainDate
  hearingTime: string | null
  court: string
  lawyer: string | null
}
const columnsOf = ({ hearingOn, hearingTime, court, lawyer }: HearingFacts) => ({
  hearing_on: hearingOn,
  hearing_time: hearingTime,
  court,
  lawyer,
})

export const listHearingRows = async (
  { tx, actor }: Here,
  conditions: RawBuilder<SqlBool>,
  { limit, direction }: { limit: number; direction: 'asc' | 'desc' },
): Promise<HearingRow[]> => {
  const order = sql.raw(direction)
  const { rows } = await sql<HearingRow>`
    select f.id as "hearingFileId", f.version, json_build_object('id', h.id, 'label', h.label) as household,
      f.hearing_on as "hearingOn", f.hearing_time as "hearingTime", f.court, f.decision, f.decided_on as "decidedOn",
      (select count(*)::int from hearing_piece p
        where p.organisation_id = f.organisation_id and p.hearing_file_id = f.id) as pieces
    from hearing_file f join household h on (h.organisation_id, h.id) = (f.organisation_id, f.household_id)
    where f.organisation_id = ${actor.organisationId} and ${conditions}
    order by f.hearing_on ${order}, f.id ${order} limit ${limit}`.execute(tx)
  return rows
}

const fileOf = ({ tx, actor }: Here, householdId: string, hearingFileId: string) =>
  tx
    .selectFrom('hearing_file')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('id', '=', hearingFileId)
    .selectAll()

export const findHearingFile = (here: Here, householdId: string, hearingFileId: string) =>
  fileOf(here, householdId, hearingFileId).executeTakeFirst()
export type HearingFileRow = NonNullable<Awaited<ReturnType<typeof findHearingFile>>>

export const lockHearingFile = (here: Here, householdId: string, hearingFileId: string) =>
  fileOf(here, householdId, hearingFileId).forUpdate().executeTakeFirst()

export const insertHearingFile = async (
  { tx, actor, now }: Acting,
  facts: HearingFacts & { householdId: string; procedureId: string | null },
): Promise<string> => {
  const id = randomUUIDv7()
  await tx
    .insertInto('hearing_file')
    .values({
      organisation_id: actor.organisationId,
      id,
      household_id: facts.householdId,
      procedure_id: facts.procedureId,
      ...columnsOf(facts),
      created_by: actor.membershipId,
      created_at: now,
      changed_at: now,
    })
    .execute()
  return id
}

type Change = Partial<ReturnType<typeof columnsOf>> & {
  note?: string | null
  procedure_id?: string
  decided_on?: PlainDate
  decision?: HearingDecision
  decision_fact_id?: string | null
}

export const updateHearingFile = async (
  { tx, actor, now }: Acting,
  { id, version }: Pick<HearingFileRow, 'id' | 'version'>,
  change: Change | HearingFacts,
): Promise<number> => {
  await tx
    .updateTable('hearing_file')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', id)
    .set({ ...change, changed_at: now, version: version + 1 })
    .execute()
  return version + 1
}

export const hearingColumns = columnsOf

export const listPieces = ({ tx, actor }: Here, hearingFileId: string): Promise<HearingPiece[]> =>
  tx
    .selectFrom('hearing_piece')
    .where('organisation_id', '=', actor.organisationId)
    .where('hearing_file_id', '=', hearingFileId)
    .select(['document_id as documentId', 'title', 'pages', 'problem'])
    .orderBy('position')
    .execute() as Promise<HearingPiece[]>

export const replacePieces = async (
  { tx, actor }: Here,
  hearingFileId: string,
  pieces: readonly HearingPiece[],
): Promise<void> => {
  await tx
    .deleteFrom('hearing_piece')
    .where('organisation_id', '=', actor.organisationId)
    .where('hearing_file_id', '=', hearingFileId)
    .execute()
  if (pieces.length === 0) return
  await tx
    .insertInto('hearing_piece')
    .values(
      pieces.map(({ documentId, title, pages, problem }, index) => ({
        organisation_id: actor.organisationId,
        hearing_file_id: hearingFileId,
        position: index + 1,
        document_id: documentId,
        title,
        pages,
        problem,
      })),
    )
    .execute()
}
