import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import type { ProjectRow } from '#contract/urban-renewal.ts'
import type { RenewalArea } from '#domain/urban-renewal/kinds.ts'
import { countRows } from '#server/count-rows.ts'
import type { Tx } from '#server/db.ts'

export type ProjectFacts = Input<typeof contract.urbanRenewal.addProject>
export type Project = Omit<ProjectFacts, never> & {
  id: string
  version: number
  communeName: string
  conventionReference: string | null
}
type Filters = { text?: string | undefined; kind?: string | undefined }

const conditions = (organisationId: string, { text, kind }: Filters): RawBuilder<SqlBool> => sql<SqlBool>`
  (p.organisation_id = ${organisationId}
    and (${text ?? null}::text is null
      or fold(concat_ws(' ', p.name, p.landlord_name, p.commune_name)) like '%' || fold(${text ?? ''}) || '%')
    and (${kind ?? null}::text is null or exists (select from renewal_operation o
      where (o.organisation_id, o.project_id) = (p.organisation_id, p.id) and o.kind = ${kind ?? null})))`

/** What was notified last on each operation, and what was drawn. */
const amounts = sql`
  select coalesce(sum(n.cents), 0)::bigint as decided, coalesce(sum(d.cents), 0)::bigint as drawn,
    count(*)::int as operations, coalesce(sum(o.plus_units + o.plai_units), 0)::int as homes
  from renewal_operation o
  left join lateral (
    select (e.detail ->> 'loanCents')::bigint + (e.detail ->> 'subsidyCents')::bigint as cents
    from renewal_event e
    where (e.organisation_id, e.operation_id) = (o.organisation_id, o.id) and e.cancelled_at is null
      and e.step in ('decided', 'adjusted')
    order by e.on_date desc, e.step limit 1) n on true
  left join lateral (
    select sum((e.detail ->> 'cents')::bigint) as cents from renewal_event e
    where (e.organisation_id, e.operation_id) = (o.organisation_id, o.id) and e.cancelled_at is null
      and e.step = 'drawdown') d on true
  where (o.organisation_id, o.project_id) = (p.organisation_id, p.id)`

export const listProjects = async (
  tx: Tx,
  organisationId: string,
  filters: Filters,
  after: { name: string; id: string } | undefined,
  limit: number,
): Promise<ProjectRow[]> => {
  const start = after ? sql`and (p.name, p.id) > (${after.name}, ${after.id}::uuid)` : sql``
  const { rows } = await sql<ProjectRow>`
    select p.id, p.name, p.landlord_name as "landlordName", p.commune_name as "communeName", p.area,
      a.operations, a.homes, a.decided as "decidedCents", a.drawn as "drawnCents"
    from renewal_project p cross join lateral (${amounts}) a
    where ${conditions(organisationId, filters)} ${start}
    order by p.name, p.id limit ${limit}`.execute(tx)
  return rows
}

export const countProjects = (tx: Tx, organisationId: string, filters: Filters) =>
  countRows(
    tx,
    (limit) =>
      sql`(select from renewal_project p where ${conditions(organisationId, filters)} limit ${limit})`,
  )

export const findProject = async (
  tx: Tx,
  organisationId: string,
  projectId: string,
): Promise<Project | undefined> => {
  const { rows } = await sql<Project>`
    select p.id, p.version, p.name, p.landlord_name as "landlordName", p.commune_code as "communeCode",
      p.commune_name as "communeName", p.area, p.area_reason as "areaReason", p.convention_id as "conventionId",
      c.reference as "conventionReference"
    from renewal_project p
    left join convention c on (c.organisation_id, c.id) = (p.organisation_id, p.convention_id)
    where p.organisation_id = ${organisationId} and p.id = ${projectId}`.execute(tx)
  return rows[0]
}

const columnsOf = (facts: ProjectFacts, communeName: string) => ({
  name: facts.name,
  landlord_name: facts.landlordName,
  commune_code: facts.communeCode,
  commune_name: communeName,
  area: facts.area,
  area_reason: facts.areaReason,
  convention_id: facts.conventionId,
})

export const insertProject = async (
  tx: Tx,
  organisationId: string,
  id: string,
  { facts, communeName, now }: { facts: ProjectFacts; communeName: string; now: Date },
): Promise<void> => {
  await tx
    .insertInto('renewal_project')
    .values({ organisation_id: organisationId, id, ...columnsOf(facts, communeName), created_at: now })
    .execute()
}

export const updateProject = async (
  tx: Tx,
  organisationId: string,
  { id, version }: { id: string; version: number },
  { facts, communeName }: { facts: ProjectFacts; communeName: string },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('renewal_project')
    .set({ ...columnsOf(facts, communeName), version: version + 1 })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const hasConvention = async (tx: Tx, organisationId: string, id: string): Promise<boolean> => {
  const row = await tx
    .selectFrom('convention')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

export const areaOfProject = async (
  tx: Tx,
  organisationId: string,
  projectId: string,
): Promise<RenewalArea | undefined> => {
  const row = await tx
    .selectFrom('renewal_project')
    .select('area')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', projectId)
    .executeTakeFirst()
  return row?.area as RenewalArea | undefined
}
