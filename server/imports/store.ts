import { sql } from 'kysely'
import type { z } from 'zod'
import { FileFormat, type ImportView, type imports } from '#contract/imports.ts'
import { importTargets } from '#domain/imports/fields.ts'
import type { Tx } from '#server/db.ts'
import { readRehearsal } from '#server/imports/import-record.ts'
import { findWorkView } from '#server/work/find-work-view.ts'

type ImportLine = z.output<typeof imports.list.output>['rows'][number]
export type Located = { tx: Tx; actor: { organisationId: string } }

const select = ({ tx, actor }: Located) =>
  tx
    .selectFrom('portfolio_import as i')
    .innerJoin('stored_file as f', (join) =>
      join.onRef('f.organisation_id', '=', 'i.organisation_id').onRef('f.id', '=', 'i.file_id'),
    )
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'i.organisation_id').onRef('m.id', '=', 'i.started_by'),
    )
    .where('i.organisation_id', '=', actor.organisationId)
    .selectAll('i')
    .select(['f.file_name', 'f.size_bytes', 'f.storage_key', 'm.name as starter'])

export type ImportRow = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

export const findImport = (located: Located, importId: string): Promise<ImportRow | undefined> =>
  select(located).where('i.id', '=', importId).executeTakeFirst()

/** The same, and nobody else changes it until the transaction ends. */
export const findImportForUpdate = (located: Located, importId: string): Promise<ImportRow | undefined> =>
  select(located).where('i.id', '=', importId).forUpdate('i').executeTakeFirst()

const targetOf = (row: ImportRow) => importTargets.find((target) => target === row.target) ?? null

const stepOf = (row: ImportRow): ImportLine['step'] => {
  if (row.outcome) return 'report'
  if (row.application_work_id || row.rehearsal) return 'application'
  return row.columns_chosen_at ? 'rehearsal' : 'columns'
}

const lineOf = async (located: Located, row: ImportRow): Promise<ImportLine> => {
  const workId = row.application_work_id ?? row.rehearsal_work_id
  return {
    id: row.id,
    fileName: row.file_name,
    sizeBytes: row.size_bytes,
    target: targetOf(row),
    source: row.source,
    startedBy: row.starter,
    startedAt: row.started_at.toISOString(),
    step: stepOf(row),
    work: workId ? ((await findWorkView(located, workId)) ?? null) : null,
  }
}

export const viewOf = async (located: Located, row: ImportRow): Promise<ImportView> => ({
  ...(await lineOf(located, row)),
  version: row.version,
  format: FileFormat.parse(row.format),
  headers: row.headers,
  columns: row.columns as Record<string, number>,
  remembered: row.columns_chosen_at === null && (await findMapping(located, row.fingerprint)) !== undefined,
  columnsChosen: row.columns_chosen_at !== null,
  rehearsal: readRehearsal(row.rehearsal)?.report ?? null,
  outcome: row.outcome as ImportView['outcome'],
})

export const listImports = async (located: Located, after: string | undefined, limit: number) => {
  const rows = await select(located)
    .$if(after !== undefined, (query) => query.where('i.id', '<', after ?? ''))
    .orderBy('i.id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown: ImportLine[] = []
  for (const row of rows.slice(0, limit)) shown.push(await lineOf(located, row))
  return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
}

export const countImports = async ({ tx, actor }: Located) => {
  const { count } = await tx
    .selectFrom('portfolio_import')
    .where('organisation_id', '=', actor.organisationId)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { count, exact: true }
}

export const findMapping = ({ tx, actor }: Located, fingerprint: string) =>
  tx
    .selectFrom('import_mapping')
    .where('organisation_id', '=', actor.organisationId)
    .where('fingerprint', '=', fingerprint)
    .selectAll()
    .executeTakeFirst()

/** The name given to the landlord's software the last time. */
export const lastSource = async ({ tx, actor }: Located): Promise<string | undefined> =>
  (
    await tx
      .selectFrom('portfolio_import')
      .where('organisation_id', '=', actor.organisationId)
      .orderBy('id', 'desc')
      .select('source')
      .executeTakeFirst()
  )?.source

const mostMappings = 5

/** What was chosen for sheets of these names, the latest first. */
export const findMappingsOfSheets = ({ tx, actor }: Located, sheetNames: readonly string[]) =>
  tx
    .selectFrom('import_mapping')
    .where('organisation_id', '=', actor.organisationId)
    .where('sheet_name', 'in', [...sheetNames])
    .select(['fingerprint', 'sheet_name'])
    .orderBy('chosen_at', 'desc')
    .limit(mostMappings)
    .execute()

type Mapping = {
  fingerprint: string
  target: string
  source: string
  columns: object
  sheetName: string | null
  chosenBy: string
}

export const rememberMapping = async ({ tx, actor }: Located, mapping: Mapping): Promise<void> => {
  const { fingerprint, target, source, columns, sheetName, chosenBy } = mapping
  const chosen = {
    target,
    source,
    columns: JSON.stringify(columns),
    sheet_name: sheetName,
    chosen_by: chosenBy,
  }
  await tx
    .insertInto('import_mapping')
    .values({ organisation_id: actor.organisationId, fingerprint, ...chosen })
    .onConflict((on) =>
      on.columns(['organisation_id', 'fingerprint']).doUpdateSet({ ...chosen, chosen_at: sql`now()` }),
    )
    .execute()
}
