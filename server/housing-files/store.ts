import type {
  HousingFileKind,
  HousingFilePaper,
  HousingLetter,
  PaperState,
} from '#domain/housing-files/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx' | 'actor'>

const files = ({ tx, actor }: Here, householdId: string) =>
  tx
    .selectFrom('housing_file as f')
    .innerJoin('membership as s', (join) =>
      join.onRef('s.organisation_id', '=', 'f.organisation_id').onRef('s.id', '=', 'f.started_by'),
    )
    .innerJoin('membership as c', (join) =>
      join.onRef('c.organisation_id', '=', 'f.organisation_id').onRef('c.id', '=', 'f.changed_by'),
    )
    .where('f.organisation_id', '=', actor.organisationId)
    .where('f.household_id', '=', householdId)
    .selectAll('f')
    .select(['s.name as starter', 'c.name as changer'])
type FileRow = Awaited<ReturnType<ReturnType<typeof files>['executeTakeFirstOrThrow']>>

const viewed = (row: FileRow) => ({ ...row, kind: row.kind as HousingFileKind })
export type HousingFileRow = ReturnType<typeof viewed>

export const headOf = (row: HousingFileRow) => ({
  fileId: row.id,
  kind: row.kind,
  startedOn: row.started_on,
  startedBy: row.starter,
  closed:
    row.closed_on !== null && row.closed_reason !== null
      ? { on: row.closed_on, reason: row.closed_reason }
      : null,
})

export const listFiles = async (here: Here, householdId: string, limit: number): Promise<HousingFileRow[]> =>
  (
    await files(here, householdId)
      .orderBy('f.started_on', 'desc')
      .orderBy('f.id', 'desc')
      .limit(limit)
      .execute()
  ).map(viewed)

export const findFile = async (
  here: Here,
  { householdId, fileId }: { householdId: string; fileId: string },
): Promise<HousingFileRow | undefined> => {
  const row = await files(here, householdId).where('f.id', '=', fileId).executeTakeFirst()
  return row && viewed(row)
}

export const insertFile = async (
  { tx, actor, today, now }: Acting,
  file: { id: string; householdId: string; kind: HousingFileKind },
): Promise<void> => {
  await tx
    .insertInto('housing_file')
    .values({
      organisation_id: actor.organisationId,
      id: file.id,
      household_id: file.householdId,
      kind: file.kind,
      started_on: today,
      started_by: actor.membershipId,
      changed_by: actor.membershipId,
      changed_at: now,
    })
    .execute()
}

type Change = {
  answers?: string
  sections?: string
  closed_on?: PlainDate
  closed_by?: string
  closed_reason?: string
}

/** False when someone changed it since `version`. */
export const updateFile = async (
  { tx, actor, now }: Acting,
  { id, version }: { id: string; version: number },
  change: Change,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('housing_file')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', id)
    .where('version', '=', version)
    .set({ ...change, changed_by: actor.membershipId, changed_at: now, version: version + 1 })
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const listPapers = async ({ tx, actor }: Here, fileId: string) => {
  const rows = await tx
    .selectFrom('housing_file_paper as p')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'p.organisation_id').onRef('m.id', '=', 'p.noted_by'),
    )
    .where('p.organisation_id', '=', actor.organisationId)
    .where('p.file_id', '=', fileId)
    .select([
      'p.paper',
      'p.state',
      'p.document_id as documentId',
      'p.noted_on as notedOn',
      'm.name as notedBy',
    ])
    .execute()
  return rows.map((row) => ({
    ...row,
    paper: row.paper as HousingFilePaper,
    state: row.state as PaperState,
  }))
}

export const writePaper = async (
  { tx, actor, today }: Acting,
  fileId: string,
  { paper, state, documentId }: { paper: HousingFilePaper; state: PaperState; documentId: string | null },
): Promise<void> => {
  const noted = { state, document_id: documentId, noted_by: actor.membershipId, noted_on: today }
  await tx
    .insertInto('housing_file_paper')
    .values({ organisation_id: actor.organisationId, file_id: fileId, paper, ...noted })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'file_id', 'paper']).doUpdateSet(noted))
    .execute()
}

export const erasePaper = async (
  { tx, actor }: Here,
  fileId: string,
  paper: HousingFilePaper,
): Promise<void> => {
  await tx
    .deleteFrom('housing_file_paper')
    .where('organisation_id', '=', actor.organisationId)
    .where('file_id', '=', fileId)
    .where('paper', '=', paper)
    .execute()
}

export const listLetters = async ({ tx, actor }: Here, fileId: string) => {
  const rows = await tx
    .selectFrom('housing_file_letter as l')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'l.organisation_id').onRef('m.id', '=', 'l.kept_by'),
    )
    .where('l.organisation_id', '=', actor.organisationId)
    .where('l.file_id', '=', fileId)
    .select([
      'l.letter',
      'l.recipient',
      'l.document_id as documentId',
      'l.kept_on as keptOn',
      'm.name as keptBy',
    ])
    .orderBy('l.kept_on', 'desc')
    .orderBy('l.id', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({ ...row, letter: row.letter as HousingLetter }))
}

export const insertLetter = async (
  { tx, actor, today }: Acting,
  row: { id: string; fileId: string; letter: HousingLetter; recipient: string; documentId: string },
): Promise<void> => {
  await tx
    .insertInto('housing_file_letter')
    .values({
      organisation_id: actor.organisationId,
      id: row.id,
      file_id: row.fileId,
      letter: row.letter,
      recipient: row.recipient,
      document_id: row.documentId,
      kept_by: actor.membershipId,
      kept_on: today,
    })
    .execute()
}
