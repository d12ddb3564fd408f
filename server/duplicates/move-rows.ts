import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#server/db.ts'

/** Rows that pointed at one record and now point at another, by their primary keys. */
export type MovedRows = { table: string; column: string; keys: Record<string, unknown>[] }

type Kind = 'household' | 'person'
type Reference = { table: string; column: string; keyColumns: string[]; uniques: string[][] }

/** What the merge itself keeps, or derives again. */
const notMoved = ['household', 'person', 'household_search', 'duplicate_proposal']

/**
 * Every table that refers to a household or a person, read from the database's own catalogue: a capability written
 * later moves along without a word here. Append-only tables stay where they were written.
 */
const listReferences = async (tx: Tx, kind: Kind): Promise<Reference[]> => {
  const { rows } = await sql<Reference>`
    select t.relname as "table", a.attname as "column",
      (select array_agg(k.attname::text order by k.attnum) from pg_index i
        join pg_attribute k on k.attrelid = t.oid and k.attnum = any (i.indkey)
        where i.indrelid = t.oid and i.indisprimary) as "keyColumns",
      coalesce((select json_agg(columns) from (
        select array_agg(k.attname::text order by k.attnum) as columns from pg_index i
        join pg_attribute k on k.attrelid = t.oid and k.attnum = any (i.indkey)
        where i.indrelid = t.oid and i.indisunique and a.attnum = any (i.indkey)
        group by i.indexrelid) u), '[]') as uniques
    from pg_constraint c
    join pg_class t on t.oid = c.conrelid
    join pg_attribute id on id.attrelid = c.confrelid and id.attname = 'id'
    join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[array_position(c.confkey, id.attnum)]
    where c.contype = 'f' and c.confrelid = ${`public.${kind}`}::regclass
      and not t.relname = any (${notMoved}::text[]) and has_table_privilege(t.oid, 'update')
    order by 1, 2`.execute(tx)
  return rows
}

const keyObject = (keyColumns: string[]): RawBuilder<unknown> =>
  sql`jsonb_build_object(${sql.join(
    keyColumns
      .filter((column) => column !== 'organisation_id')
      .flatMap((column) => [sql.lit(column), sql.ref(`t.${column}`)]),
  )})`

/** A row that would repeat one the kept record already has stays behind, with the absorbed record. */
const repeatsNothing = ({ table, column, uniques }: Reference, to: string) => {
  // Somebody already counted in the household is not counted twice for having joined on another day.
  const samePlace =
    table === 'household_member'
      ? [['organisation_id', 'household_id', 'person_id'].filter((one) => one !== column)]
      : []
  const keys = [...uniques.map((columns) => columns.filter((one) => one !== column)), ...samePlace]
  return sql.join(
    [
      sql`true`,
      ...keys.map(
        (columns) => sql`not exists (select from ${sql.table(table)} k where k.${sql.ref(column)} = ${to}
          and ${sql.join(
            columns.map((one) => sql`k.${sql.ref(one)} = t.${sql.ref(one)}`),
            sql` and `,
          )})`,
      ),
    ],
    sql` and `,
  )
}

export const moveRows = async (
  { tx, organisationId, kind }: { tx: Tx; organisationId: string; kind: Kind },
  from: string,
  to: string,
): Promise<MovedRows[]> => {
  const moved: MovedRows[] = []
  for (const reference of await listReferences(tx, kind)) {
    const { table, column, keyColumns } = reference
    const { rows } = await sql<{ key: Record<string, unknown> }>`
      update ${sql.table(table)} t set ${sql.ref(column)} = ${to}
      where t.organisation_id = ${organisationId} and t.${sql.ref(column)} = ${from}
        and ${repeatsNothing(reference, to)}
      returning ${keyObject(keyColumns)} as key`.execute(tx)
    if (rows.length > 0) moved.push({ table, column, keys: rows.map(({ key }) => key) })
  }
  return moved
}

/** Moves back exactly the rows that were moved, wherever they still point at the kept record. */
export const moveRowsBack = async (
  { tx, organisationId, kind }: { tx: Tx; organisationId: string; kind: Kind },
  moved: readonly MovedRows[],
  { absorbedId, keptId }: { absorbedId: string; keptId: string },
): Promise<void> => {
  const references = await listReferences(tx, kind)
  for (const { table, column, keys } of moved) {
    const reference = references.find((one) => one.table === table && one.column === column)
    if (!reference) continue
    await sql`
      update ${sql.table(table)} t set ${sql.ref(column)} = ${absorbedId}
      where t.organisation_id = ${organisationId} and t.${sql.ref(column)} = ${keptId}
        and ${keyObject(reference.keyColumns)} in (select jsonb_array_elements(${JSON.stringify(keys)}::jsonb))`.execute(
      tx,
    )
  }
}
