import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { guessPartnerKind } from '#domain/conventions/guess-partner-kind.ts'
import { applyLines, foldName, listPartners } from '#server/conventions/apply-list.ts'
import { type Finding, type PlacedLine, placeLines } from '#server/conventions/place-lines.ts'
import { readConventionList } from '#server/conventions/read-list.ts'
import { discardUpload } from '#server/documents/discard-upload.ts'
import { UnreadableFile } from '#server/imports/unreadable-file.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'

type Kept = { placed: PlacedLine[]; unusedColumns: string[] }

export const rehearseConventionImport = useCase(contract.conventions.rehearseImport, async (context) => {
  const { tx, actor, house, upload, now } = context
  const list = await readOrReason(house.files.localPath(upload.storageKey))
  if (!('lines' in list)) {
    await discardUpload(context, upload)
    return context.refuse(list.reason, list.line === undefined ? undefined : { line: list.line })
  }
  const { placed, findings } = await placeLines(context, list.lines)
  const importId = randomUUIDv7()
  const kept: Kept = { placed, unusedColumns: list.unusedColumns }
  await tx
    .insertInto('convention_import')
    .values({
      organisation_id: actor.organisationId,
      id: importId,
      stored_file_id: upload.id,
      lines: JSON.stringify(kept),
      findings: JSON.stringify(findings),
      started_by: actor.membershipId,
      started_at: now,
    })
    .execute()
  await record(context, {
    act: 'convention-list-read',
    subject: { kind: 'convention-import', id: importId },
    after: { fileName: upload.fileName, lines: list.lines.length },
  })
  return { importId }
})

const readOrReason = async (path: string) => {
  try {
    const list = await readConventionList(path)
    return typeof list === 'string' ? { reason: list, line: undefined } : list
  } catch (error) {
    if (error instanceof UnreadableFile) return { reason: error.reason, line: error.line }
    throw error
  }
}

const mostShown = 200
const sampleLines = 10

export const openConventionImport = useCase(
  contract.conventions.openImport,
  async (context, { importId }) => {
    const row = await findImport(context, importId)
    if (!row) return context.refuse('unknown-record')
    const { placed, unusedColumns } = keptOf(row)
    const findings = row.findings as Finding[]
    const known = await listKnown(context, importId)
    const fresh = placed.filter(({ reference }) => !known.has(reference))
    return {
      id: row.id,
      fileName: row.file_name,
      startedAt: row.started_at.toISOString(),
      startedBy: row.starter,
      appliedAt: row.applied_at?.toISOString() ?? null,
      undoneAt: row.undone_at?.toISOString() ?? null,
      created: fresh.length,
      alreadyThere: placed.length - fresh.length,
      rejected: new Set(findings.map(({ line }) => line)).size,
      newPartners: await newPartnersOf(context, fresh),
      sample: fresh.slice(0, sampleLines).map((line) => ({
        ...{ line: line.at, reference: line.reference, title: line.title, partners: line.partners },
        ...{ startsOn: line.startsOn, endsOn: line.endsOn, amountCents: line.amountCents },
      })),
      findings: findings.slice(0, mostShown),
      unusedColumns,
    }
  },
)

/** A row planted by hand may hold nothing. */
const keptOf = ({ lines }: { lines: unknown }): Kept => ({
  placed: [],
  unusedColumns: [],
  ...(lines as Partial<Kept>),
})

const findImport = ({ tx, actor }: Acting, importId: string) =>
  tx
    .selectFrom('convention_import as i')
    .innerJoin('stored_file as f', (join) =>
      join.onRef('f.organisation_id', '=', 'i.organisation_id').onRef('f.id', '=', 'i.stored_file_id'),
    )
    .innerJoin('membership as s', (join) =>
      join.onRef('s.organisation_id', '=', 'i.organisation_id').onRef('s.id', '=', 'i.started_by'),
    )
    .where('i.organisation_id', '=', actor.organisationId)
    .where('i.id', '=', importId)
    .selectAll('i')
    .select(['f.file_name', 's.name as starter'])
    .executeTakeFirst()

/** References that are there for another reason than this list. */
const listKnown = async ({ tx, actor }: Acting, importId: string): Promise<Set<string>> => {
  const rows = await tx
    .selectFrom('convention')
    .where('organisation_id', '=', actor.organisationId)
    .where((eb) => eb.or([eb('import_id', 'is', null), eb('import_id', '<>', importId)]))
    .select('reference')
    .execute()
  return new Set(rows.map(({ reference }) => reference))
}

const newPartnersOf = async (context: Acting, lines: readonly PlacedLine[]) => {
  const known = await listPartners(context)
  const names = new Map(
    lines.flatMap(({ partners }) => partners.map((name) => [foldName(name), name] as const)),
  )
  return [...names]
    .filter(([folded]) => !known.has(folded))
    .slice(0, mostShown)
    .map(([, name]) => ({ name, kind: guessPartnerKind(name) }))
}

const lockImport = ({ tx, actor }: Acting, importId: string) =>
  tx
    .selectFrom('convention_import')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', importId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()

export const applyConventionImport = useCase(
  contract.conventions.applyImport,
  async (context, { importId }) => {
    const row = await lockImport(context, importId)
    if (!row) return context.refuse('unknown-record')
    if (row.applied_at !== null && row.undone_at === null) return context.refuse('not-possible-now')
    const outcome = await applyLines(context, importId, keptOf(row).placed)
    await stamp(context, importId, { applied_at: context.now, undone_at: null })
    await record(context, {
      act: 'convention-list-applied',
      subject: { kind: 'convention-import', id: importId },
      after: outcome,
    })
    return outcome
  },
)

const stamp = async (
  { tx, actor }: Acting,
  importId: string,
  set: { applied_at?: Date; undone_at: Date | null },
) => {
  await tx
    .updateTable('convention_import')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', importId)
    .set(set)
    .execute()
}

export const undoConventionImport = useCase(
  contract.conventions.undoImport,
  async (context, { importId }) => {
    const row = await lockImport(context, importId)
    if (!row) return context.refuse('unknown-record')
    if (row.applied_at === null || row.undone_at !== null) return context.refuse('not-possible-now')
    if (await isInUse(context, importId)) return context.refuse('in-use')
    const removed = await removeImported(context, importId)
    await stamp(context, importId, { undone_at: context.now })
    await record(context, {
      act: 'convention-list-undone',
      subject: { kind: 'convention-import', id: importId },
      after: { removed },
    })
    return { removed }
  },
)

/** Corrected, amended, documented, followed by another convention, or drawn upon since. */
const isInUse = async ({ tx, actor }: Acting, importId: string): Promise<boolean> => {
  const { rows } = await sql<{ used: boolean }>`
    with mine as (select id, version from convention
      where organisation_id = ${actor.organisationId} and import_id = ${importId}),
    envelopes as (select v.id, v.version from envelope v join mine m on m.id = v.convention_id
      where v.organisation_id = ${actor.organisationId})
    select exists (select from mine where version > 1)
      or exists (select from envelopes where version > 1)
      or exists (select from financing f where f.organisation_id = ${actor.organisationId}
        and (f.convention_id in (select id from mine) or f.envelope_id in (select id from envelopes)))
      or exists (select from ledger_entry e where e.organisation_id = ${actor.organisationId}
        and e.envelope_id in (select id from envelopes))
      or exists (select from envelope_transfer t where t.organisation_id = ${actor.organisationId}
        and (t.from_envelope_id in (select id from envelopes) or t.to_envelope_id in (select id from envelopes)))
      or exists (select from convention_document d where d.organisation_id = ${actor.organisationId}
        and d.convention_id in (select id from mine))
      or exists (select from convention c where c.organisation_id = ${actor.organisationId}
        and c.framework_id in (select id from mine) and c.import_id is distinct from ${importId}) as used`.execute(
    tx,
  )
  return rows[0]?.used ?? false
}

const removeImported = async ({ tx, actor }: Acting, importId: string): Promise<number> => {
  const mine = sql`select id from convention
    where organisation_id = ${actor.organisationId} and import_id = ${importId}`
  const envelopes = sql`select id from envelope
    where organisation_id = ${actor.organisationId} and convention_id in (${mine})`
  await sql`delete from envelope_allotment
    where organisation_id = ${actor.organisationId} and envelope_id in (${envelopes})`.execute(tx)
  await sql`delete from envelope
    where organisation_id = ${actor.organisationId} and convention_id in (${mine})`.execute(tx)
  await sql`delete from convention_party
    where organisation_id = ${actor.organisationId} and convention_id in (${mine})`.execute(tx)
  await sql`update convention set framework_id = null
    where organisation_id = ${actor.organisationId} and import_id = ${importId}`.execute(tx)
  const { numAffectedRows } = await sql`delete from convention
    where organisation_id = ${actor.organisationId} and import_id = ${importId}`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
