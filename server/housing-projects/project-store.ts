import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { HousingProjectKind, ProjectPart } from '#domain/housing-projects/kinds.ts'
import type { DatedStage } from '#domain/housing-projects/stand.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Territory } from '#domain/territories/kinds.ts'
import { isAfter } from '#server/keyset.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx' | 'actor'>

export type ProjectRow = {
  id: string
  version: number
  name: string
  /** What orders a list. */
  sortKey: string
  kind: HousingProjectKind
  communeCode: string
  communeName: string
  epciCode: string | null
  epciName: string | null
  responsibleId: string | null
  responsibleName: string | null
  summary: string | null
  plannedDwellings: number
  plannedPlots: number
  deliveredDwellings: number
  deliveredPlots: number
  families: number
  stages: DatedStage[]
}

const project = ({ actor }: Here) => sql`
  select p.id, p.version, p.name, fold(p.name) as "sortKey", p.kind, p.commune_code as "communeCode",
    p.commune_name as "communeName", p.epci_code as "epciCode", p.epci_name as "epciName",
    p.responsible_id as "responsibleId", m.name as "responsibleName", p.summary,
    p.planned_dwellings as "plannedDwellings", p.planned_plots as "plannedPlots",
    p.delivered_dwellings as "deliveredDwellings", p.delivered_plots as "deliveredPlots",
    (select count(*)::int from housing_project_household h
      where (h.organisation_id, h.project_id) = (p.organisation_id, p.id) and h.left_on is null) as families,
    coalesce((select json_agg(json_build_object('kind', s.kind, 'expectedOn', s.expected_on, 'reachedOn', s.reached_on))
      from housing_project_stage s
      where (s.organisation_id, s.project_id) = (p.organisation_id, p.id)), '[]') as stages
  from housing_project p
  left join membership m on (m.organisation_id, m.id) = (p.organisation_id, p.responsible_id)
  where p.organisation_id = ${actor.organisationId}`

export type ProjectFilter = {
  state: 'open' | 'over' | 'all'
  kind?: HousingProjectKind | undefined
  territory?: Territory | undefined
  text: string
}

const codeColumns = {
  commune: 'p.commune_code',
  epci: 'p.epci_code',
  departement: 'p.departement_code',
  region: 'p.region_code',
} as const

const liesIn = (territory: Territory | undefined): RawBuilder<SqlBool> =>
  !territory || territory.kind === 'france'
    ? sql`true`
    : sql`${sql.ref(codeColumns[territory.kind])} = ${territory.code}`

const isOver = sql<SqlBool>`exists (select from housing_project_stage s
  where (s.organisation_id, s.project_id) = (p.organisation_id, p.id)
    and s.kind in ('settled', 'abandoned') and s.reached_on is not null)`
const states: Readonly<Record<ProjectFilter['state'], RawBuilder<SqlBool>>> = {
  open: sql`not ${isOver}`,
  over: isOver,
  all: sql`true`,
}

const chosen = ({ state, kind, territory, text }: ProjectFilter): RawBuilder<SqlBool> => sql`
  ${states[state]} and ${liesIn(territory)}
  and (${kind ?? null}::text is null or p.kind = ${kind ?? null})
  and (${text} = '' or strpos(fold(p.name || ' ' || p.commune_name), fold(${text})) > 0)`

export const listProjects = async (
  here: Here,
  filter: ProjectFilter,
  place: readonly (string | number)[] | undefined,
  limit: number,
): Promise<ProjectRow[]> => {
  const { rows } = await sql<ProjectRow>`${project(here)} and ${chosen(filter)}
    and ${isAfter([sql`fold(p.name)`, sql`p.id`], place)}
    order by fold(p.name), p.id limit ${limit + 1}`.execute(here.tx)
  return rows
}

/** For an exact count while it is cheap. */
export const projectsUpTo =
  ({ actor }: Here, filter: ProjectFilter) =>
  (limit: number) =>
    sql`
  (select from housing_project p where p.organisation_id = ${actor.organisationId} and ${chosen(filter)} limit ${limit})`

export type ProjectTotals = Record<
  | 'projects'
  | 'families'
  | 'settledFamilies'
  | 'plannedDwellings'
  | 'plannedPlots'
  | 'deliveredDwellings'
  | 'deliveredPlots',
  number
>

export const sumProjects = async ({ tx, actor }: Here, filter: ProjectFilter): Promise<ProjectTotals> => {
  const { rows } = await sql<ProjectTotals>`
    with chosen as (select p.* from housing_project p
      where p.organisation_id = ${actor.organisationId} and ${chosen(filter)}),
    family as (select h.household_id, h.settled_on from chosen p
      join housing_project_household h on (h.organisation_id, h.project_id) = (p.organisation_id, p.id)
      where h.left_on is null)
    select count(*)::int as projects,
      (select count(distinct household_id)::int from family) as families,
      (select count(distinct household_id)::int from family where settled_on is not null) as "settledFamilies",
      coalesce(sum(planned_dwellings), 0)::int as "plannedDwellings",
      coalesce(sum(planned_plots), 0)::int as "plannedPlots",
      coalesce(sum(delivered_dwellings), 0)::int as "deliveredDwellings",
      coalesce(sum(delivered_plots), 0)::int as "deliveredPlots"
    from chosen`.execute(tx)
  return rows[0] as ProjectTotals
}

export const findProject = async (here: Here, projectId: string): Promise<ProjectRow | undefined> =>
  (await sql<ProjectRow>`${project(here)} and p.id = ${projectId}`.execute(here.tx)).rows[0]

/** The same, held until the end of the transaction. */
export const lockProject = async (here: Here, projectId: string): Promise<ProjectRow | undefined> => {
  await here.tx
    .selectFrom('housing_project')
    .where('organisation_id', '=', here.actor.organisationId)
    .where('id', '=', projectId)
    .select('id')
    .forUpdate()
    .execute()
  return findProject(here, projectId)
}

export const listProjectsOf = async (here: Here, householdId: string): Promise<ProjectRow[]> =>
  (
    await sql<ProjectRow>`${project(here)}
      and exists (select from housing_project_household h
        where (h.organisation_id, h.project_id) = (p.organisation_id, p.id)
          and h.household_id = ${householdId} and h.left_on is null)
      order by fold(p.name), p.id`.execute(here.tx)
  ).rows

export const listProjectPartners = async ({ tx, actor }: Here, projectId: string) => {
  const rows = await tx
    .selectFrom('housing_project_partner as l')
    .innerJoin('partner as p', (join) =>
      join.onRef('p.organisation_id', '=', 'l.organisation_id').onRef('p.id', '=', 'l.partner_id'),
    )
    .where('l.organisation_id', '=', actor.organisationId)
    .where('l.project_id', '=', projectId)
    .select(['l.partner_id as partnerId', 'p.name', 'l.part'])
    .orderBy('p.name')
    .orderBy('l.part')
    .execute()
  return rows.map((row) => ({ ...row, part: row.part as ProjectPart }))
}

export type FamilyRow = {
  householdId: string
  label: string
  joinedOn: PlainDate
  leftOn: PlainDate | null
  settledOn: PlainDate | null
  measureId: string | null
  programme: string | null
}

/** `within`: the condition of reach, on `h.id`. */
export const listFamilies = async (
  { tx, actor }: Here,
  projectId: string,
  within: RawBuilder<SqlBool>,
): Promise<FamilyRow[]> => {
  const { rows } = await sql<FamilyRow>`
    select l.household_id as "householdId", h.label, l.joined_on as "joinedOn", l.left_on as "leftOn",
      l.settled_on as "settledOn", l.measure_id as "measureId", v.name as programme
    from housing_project_household l
    join household h on (h.organisation_id, h.id) = (l.organisation_id, l.household_id)
    left join measure m on (m.organisation_id, m.id) = (l.organisation_id, l.measure_id)
    left join programme_version v on (v.organisation_id, v.programme_id, v.number)
      = (m.organisation_id, m.programme_id, m.programme_number)
    where l.organisation_id = ${actor.organisationId} and l.project_id = ${projectId} and ${within}
    order by l.left_on is not null, l.joined_on, h.label, h.id`.execute(tx)
  return rows
}
