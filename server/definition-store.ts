import { sql } from 'kysely'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

type Here = { tx: Tx; actor: { organisationId: string } }
type Writing = {
  tx: Tx
  actor: { organisationId: string; membershipId: string }
  now: Date
  today: PlainDate
}

/** Rules that a team writes: a draft that changes, and published versions that do not. */
type StoredDefinition<D> = {
  id: string
  version: number
  draft: D | null
  closedOn: PlainDate | null
}

type Tables<D> = {
  records: 'product' | 'programme'
  versions: 'product_version' | 'programme_version'
  /** The column of `versions` that names the record. */
  recordId: 'product_id' | 'programme_id'
  /** What `versions` repeats of a definition, to filter on it. */
  sortedBy: { column: 'kind' | 'family'; of: (definition: D) => string }
}

/** The statements of programmes and products are the same, but for the names of their tables. */
export const definitionStore = <D extends { name: string }>(names: Tables<D>) => {
  const records = sql.table(names.records)
  const versions = sql.table(names.versions)
  const recordId = sql.ref(names.recordId)
  const one = ({ actor }: Here, id: string) => sql`organisation_id = ${actor.organisationId} and id = ${id}`

  const read = async (here: Here, id: string, lock = sql``): Promise<StoredDefinition<D> | undefined> => {
    const { rows } = await sql<StoredDefinition<D>>`
      select id, version, draft, closed_on as "closedOn" from ${records} where ${one(here, id)} ${lock}`.execute(
      here.tx,
    )
    return rows[0]
  }

  const insert = async ({ tx, actor, now }: Writing, id: string, draft: D): Promise<void> => {
    await sql`insert into ${records} (organisation_id, id, draft, created_by, created_at)
      values (${actor.organisationId}, ${id}, ${JSON.stringify(draft)}, ${actor.membershipId}, ${now})`.execute(
      tx,
    )
  }

  const keepDraft = async (here: Here, id: string, draft: D | null): Promise<void> => {
    await sql`update ${records} set version = version + 1, draft = ${draft && JSON.stringify(draft)}
      where ${one(here, id)}`.execute(here.tx)
  }

  const close = async (here: Here, id: string, closedOn: PlainDate | null): Promise<void> => {
    await sql`update ${records} set version = version + 1, closed_on = ${closedOn}
      where ${one(here, id)}`.execute(here.tx)
  }

  const remove = async (here: Here, id: string): Promise<void> => {
    await sql`delete from ${records} where ${one(here, id)}`.execute(here.tx)
  }

  const insertVersion = async (
    { tx, actor, today }: Writing,
    id: string,
    number: number,
    definition: D,
  ): Promise<void> => {
    const { column, of } = names.sortedBy
    await sql`insert into ${versions}
      (organisation_id, ${recordId}, number, name, ${sql.ref(column)}, definition, published_on, published_by)
      values (${actor.organisationId}, ${id}, ${number}, ${definition.name}, ${of(definition)},
        ${JSON.stringify(definition)}, ${today}, ${actor.membershipId})`.execute(tx)
  }

  /** Publishing and reopening wait for one another: two do not take the same name at the same moment. */
  const lockNames = async ({ tx, actor }: Here): Promise<void> => {
    const all = `${names.records}-names/${actor.organisationId}`
    await sql`select pg_advisory_xact_lock(hashtextextended(${all}, 0))`.execute(tx)
  }

  /** Another open one under this name, capitals and accents aside. */
  const isNameTaken = async ({ tx, actor }: Here, id: string, name: string): Promise<boolean> => {
    const { rows } = await sql`
      select from ${records} p
      join lateral (select v.name from ${versions} v
        where v.organisation_id = p.organisation_id and v.${recordId} = p.id
        order by v.number desc limit 1) latest on true
      where p.organisation_id = ${actor.organisationId} and p.id <> ${id} and p.closed_on is null
        and fold(latest.name) = fold(${name})
      limit 1`.execute(tx)
    return rows.length > 0
  }

  return {
    find: (here: Here, id: string) => read(here, id),
    lock: (here: Here, id: string) => read(here, id, sql`for update`),
    insert,
    keepDraft,
    close,
    remove,
    insertVersion,
    lockNames,
    isNameTaken,
  }
}
