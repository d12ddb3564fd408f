import { sql } from 'kysely'
import type { Tx } from '#server/db.ts'
import type { FileStore } from '#server/outside/files.ts'

type Here = { tx: Tx; actor: { organisationId: string } }
export type UnusedFile = { storageKey: string; sizeBytes: number }

type Reference = { table: string; column: string }

/** Every column that refers to a file, read from the database's own catalogue: a capability written later is not forgotten. */
const listReferences = async (tx: Tx): Promise<Reference[]> => {
  const { rows } = await sql<Reference>`
    select c.conrelid::regclass::text as "table", a.attname::text as "column"
    from pg_constraint c
    join pg_attribute id on id.attrelid = c.confrelid and id.attname = 'id'
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[array_position(c.confkey, id.attnum)]
    where c.contype = 'f' and c.confrelid = 'public.stored_file'::regclass
    order by 1, 2`.execute(tx)
  return rows
}

const unused = async ({ tx, actor }: Here, before: Date) => {
  const references = await listReferences(tx)
  const held = references.map(
    ({ table, column }) => sql`not exists (select from ${sql.table(table)} r
      where r.organisation_id = f.organisation_id and r.${sql.ref(column)} = f.id)`,
  )
  return sql`f.organisation_id = ${actor.organisationId} and f.stored_at < ${before}
    and ${sql.join([sql`true`, ...held], sql` and `)}`
}

/** Files whose row nothing refers to: the act that sent them was not done. */
export const findUnusedFiles = async (here: Here, before: Date): Promise<UnusedFile[]> => {
  const { rows } = await sql<UnusedFile>`select f.storage_key as "storageKey", f.size_bytes as "sizeBytes"
    from stored_file f where ${await unused(here, before)}`.execute(here.tx)
  return rows
}

export const deleteUnusedRows = async (here: Here, before: Date): Promise<UnusedFile[]> => {
  const { rows } = await sql<UnusedFile>`delete from stored_file f where ${await unused(here, before)}
    returning f.storage_key as "storageKey", f.size_bytes as "sizeBytes"`.execute(here.tx)
  return rows
}

const keysPerLook = 10_000

/** Contents written whose row was never kept, or was taken away before them. */
export const findLooseContents = async (
  { tx, actor }: Here,
  files: FileStore,
  before: Date,
): Promise<UnusedFile[]> => {
  const loose: UnusedFile[] = []
  let looked: UnusedFile[] = []
  const look = async () => {
    const keys = looked.map(({ storageKey }) => storageKey)
    const { rows } = await sql<{ storageKey: string }>`select storage_key as "storageKey" from stored_file
      where organisation_id = ${actor.organisationId} and storage_key = any (${keys}::text[])`.execute(tx)
    const known = new Set(rows.map(({ storageKey }) => storageKey))
    loose.push(...looked.filter(({ storageKey }) => !known.has(storageKey)))
    looked = []
  }
  for await (const { storageKey, sizeBytes, writtenAt } of files.list(actor.organisationId)) {
    if (writtenAt >= before) continue
    looked.push({ storageKey, sizeBytes })
    if (looked.length >= keysPerLook) await look()
  }
  if (looked.length > 0) await look()
  return loose
}
