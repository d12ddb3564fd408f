import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { AssociationLease } from '#contract/reports.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { LeaseScheme } from '#domain/reports/lease-schemes.ts'
import { countRows } from '#server/count-rows.ts'
import type { Tx } from '#server/db.ts'

type Filters = { scheme?: LeaseScheme | undefined; runningOn?: PlainDate | undefined }
type Facts = Pick<AssociationLease, 'associationName' | 'scheme' | 'startedOn' | 'endedOn'>

const address = sql`coalesce(nullif(concat_ws(', ', b.name, b.street, nullif(concat_ws(' ', b.post_code, b.town), '')), ''), b.name)`

const conditions = (
  organisationId: string,
  { scheme, runningOn }: Filters,
): RawBuilder<SqlBool> => sql<SqlBool>`
  (l.organisation_id = ${organisationId} and (${scheme ?? null}::text is null or l.scheme = ${scheme ?? null})
  and (${runningOn ?? null}::date is null or (l.started_on <= ${runningOn ?? null}::date
    and (l.ended_on is null or l.ended_on >= ${runningOn ?? null}::date))))`

const selectLeases = (where: RawBuilder<SqlBool>, rest: RawBuilder<unknown>) => sql<AssociationLease>`
  select l.id, l.version, l.association_name as "associationName", l.scheme, l.started_on as "startedOn",
    l.ended_on as "endedOn", json_build_object('id', d.id, 'reference', d.external_id, 'address', ${address}) as dwelling
  from association_lease l
  join dwelling d on (d.organisation_id, d.id) = (l.organisation_id, l.dwelling_id)
  join building b on (b.organisation_id, b.id) = (d.organisation_id, d.building_id)
  where ${where} ${rest}`

export const listLeases = async (
  tx: Tx,
  organisationId: string,
  filters: Filters,
  after: { startedOn: string; id: string } | undefined,
  limit: number,
): Promise<AssociationLease[]> => {
  const start = after ? sql`and (l.started_on, l.id) < (${after.startedOn}::date, ${after.id}::uuid)` : sql``
  const { rows } = await selectLeases(
    conditions(organisationId, filters),
    sql`${start} order by l.started_on desc, l.id desc limit ${limit}`,
  ).execute(tx)
  return rows
}

export const countLeases = (tx: Tx, organisationId: string, filters: Filters) =>
  countRows(
    tx,
    (limit) =>
      sql`(select from association_lease l where ${conditions(organisationId, filters)} limit ${limit})`,
  )

export const findLease = async (
  tx: Tx,
  organisationId: string,
  id: string,
): Promise<AssociationLease | undefined> => {
  const where = sql<SqlBool>`(l.organisation_id = ${organisationId} and l.id = ${id})`
  const { rows } = await selectLeases(where, sql``).execute(tx)
  return rows[0]
}

const shown = 20

/** By the beginning of any word of the reference, the residence or the street, without accents. */
export const findDwellings = async (tx: Tx, organisationId: string, text: string) => {
  const words = text.split(/\s+/).filter(Boolean)
  const { rows } = await sql<{ id: string; reference: string; address: string }>`
    select d.id, d.external_id as reference, ${address} as address
    from dwelling d join building b on (b.organisation_id, b.id) = (d.organisation_id, d.building_id)
    where d.organisation_id = ${organisationId}
      and not exists (select from unnest(${words}::text[]) word
        where fold(' ' || concat_ws(' ', d.external_id, b.name, b.street, b.town)) not like '% ' || fold(word) || '%')
    order by d.external_id limit ${shown}`.execute(tx)
  return rows
}

/** Two leases of one dwelling are noted one after the other. */
export const lockDwelling = async (tx: Tx, organisationId: string, id: string): Promise<boolean> => {
  const row = await tx
    .selectFrom('dwelling')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

type Span = { dwellingId: string; startedOn: PlainDate; endedOn: PlainDate | null }

export const isLetMeanwhile = async (
  tx: Tx,
  organisationId: string,
  { dwellingId, startedOn, endedOn }: Span,
  except?: string,
): Promise<boolean> => {
  const { rows } = await sql`
    select from association_lease l
    where l.organisation_id = ${organisationId} and l.dwelling_id = ${dwellingId} and l.id is distinct from ${except ?? null}
      and l.started_on <= coalesce(${endedOn}::date, 'infinity') and coalesce(l.ended_on, 'infinity') >= ${startedOn}::date
    limit 1`.execute(tx)
  return rows.length > 0
}

const columnsOf = ({ associationName, scheme, startedOn, endedOn }: Facts) => ({
  association_name: associationName,
  scheme,
  started_on: startedOn,
  ended_on: endedOn,
})

export const insertLease = async (
  tx: Tx,
  organisationId: string,
  { id, dwellingId, ...facts }: Facts & { id: string; dwellingId: string },
): Promise<void> => {
  await tx
    .insertInto('association_lease')
    .values({ organisation_id: organisationId, id, dwelling_id: dwellingId, ...columnsOf(facts) })
    .execute()
}

/** False when someone changed it since `version`. */
export const updateLease = async (
  tx: Tx,
  organisationId: string,
  id: string,
  version: number,
  facts: Facts,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('association_lease')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('version', '=', version)
    .set({ ...columnsOf(facts), version: version + 1 })
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
