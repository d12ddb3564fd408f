import { sql } from 'kysely'
import type { ProgrammeRow, ProgrammeView } from '#contract/programme-shapes.ts'
import { runningStatuses } from '#domain/measures/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import type { ProgrammeFamily } from '#domain/programmes/kinds.ts'
import type { Tx } from '#server/db.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'

type Here = { tx: Tx; actor: { organisationId: string } }
type Writing = {
  tx: Tx
  actor: { organisationId: string; membershipId: string }
  now: Date
  today: PlainDate
}

export type StoredProgramme = {
  id: string
  version: number
  draft: ProgrammeDefinition | null
  closedOn: PlainDate | null
}

const stored = ({ tx, actor }: Here, programmeId: string) =>
  tx
    .selectFrom('programme')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', programmeId)
    .select(['id', 'version', 'draft', 'closed_on as closedOn'])

const told = (row: { draft: unknown } & Omit<StoredProgramme, 'draft'>): StoredProgramme => ({
  ...row,
  draft: row.draft as ProgrammeDefinition | null,
})

export const findProgramme = async (
  here: Here,
  programmeId: string,
): Promise<StoredProgramme | undefined> => {
  const row = await stored(here, programmeId).executeTakeFirst()
  return row && told(row)
}

export const lockProgramme = async (
  here: Here,
  programmeId: string,
): Promise<StoredProgramme | undefined> => {
  const row = await stored(here, programmeId).forUpdate().executeTakeFirst()
  return row && told(row)
}

export const insertProgramme = async (
  { tx, actor, now }: Writing,
  id: string,
  draft: ProgrammeDefinition,
): Promise<void> => {
  await tx
    .insertInto('programme')
    .values({
      organisation_id: actor.organisationId,
      id,
      draft: JSON.stringify(draft),
      created_by: actor.membershipId,
      created_at: now,
    })
    .execute()
}

type Change = { draft?: ProgrammeDefinition | null; closedOn?: PlainDate | null }

export const updateProgramme = async (
  { tx, actor }: Here,
  programmeId: string,
  { draft, closedOn }: Change,
): Promise<void> => {
  await tx
    .updateTable('programme')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', programmeId)
    .set((eb) => ({
      version: eb('version', '+', 1),
      ...(draft === undefined ? {} : { draft: draft === null ? null : JSON.stringify(draft) }),
      ...(closedOn === undefined ? {} : { closed_on: closedOn }),
    }))
    .execute()
}

export const deleteProgramme = async ({ tx, actor }: Here, programmeId: string): Promise<void> => {
  await tx
    .deleteFrom('programme')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', programmeId)
    .execute()
}

export const insertVersion = async (
  { tx, actor, today }: Writing,
  programmeId: string,
  number: number,
  definition: ProgrammeDefinition,
): Promise<void> => {
  await tx
    .insertInto('programme_version')
    .values({
      organisation_id: actor.organisationId,
      programme_id: programmeId,
      number,
      name: definition.name,
      family: definition.family,
      definition: JSON.stringify(definition),
      published_on: today,
      published_by: actor.membershipId,
    })
    .execute()
}

/** Publishing and reopening wait for one another: two programmes do not take the same name at the same moment. */
export const lockNames = async ({ tx, actor }: Here): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`programme-names/${actor.organisationId}`}, 0))`.execute(
    tx,
  )
}

/** Another open programme under this name, capitals and accents aside. */
export const isNameTaken = async (
  { tx, actor }: Here,
  programmeId: string,
  name: string,
): Promise<boolean> => {
  const { rows } = await sql`
    select from programme p
    join lateral (select v.name from programme_version v
      where v.organisation_id = p.organisation_id and v.programme_id = p.id
      order by v.number desc limit 1) latest on true
    where p.organisation_id = ${actor.organisationId} and p.id <> ${programmeId} and p.closed_on is null
      and fold(latest.name) = fold(${name})
    limit 1`.execute(tx)
  return rows.length > 0
}

const running = sql`status = any (${[...runningStatuses]}::text[])`

/** Measures of a programme that run now, and those asked for that have not begun. */
export const countMeasures = async (
  { tx, actor }: Here,
  programmeId: string,
): Promise<{ running: number; waiting: number }> => {
  const { rows } = await sql<{ running: number; waiting: number }>`
    select count(*) filter (where ${running})::int as running,
      count(*) filter (where is_open and not ${running})::int as waiting
    from measure_standing
    where organisation_id = ${actor.organisationId} and programme_id = ${programmeId} and is_open`.execute(tx)
  return rows[0] ?? { running: 0, waiting: 0 }
}

export const listVersions = async (
  { tx, actor }: Here,
  programmeId: string,
): Promise<ProgrammeView['versions']> => {
  const { rows } = await sql<ProgrammeView['versions'][number]>`
    select v.number, v.published_on as "publishedOn", b.name as "publishedBy",
      coalesce(counted.running, 0) as running
    from programme_version v
    join membership b on b.organisation_id = v.organisation_id and b.id = v.published_by
    left join (select m.programme_number as number, count(*)::int as running
      from measure_standing s
      join measure m on m.organisation_id = s.organisation_id and m.id = s.measure_id
      where s.organisation_id = ${actor.organisationId} and s.programme_id = ${programmeId} and s.${running}
      group by m.programme_number) counted on counted.number = v.number
    where v.organisation_id = ${actor.organisationId} and v.programme_id = ${programmeId}
    order by v.number desc`.execute(tx)
  return rows
}

export type ProgrammeFilters = {
  state?: ProgrammeRow['state'] | undefined
  family?: ProgrammeFamily | undefined
  after?: string | undefined
  limit: number
}

type ListedRow = ProgrammeRow & { sortKey: string; total: number }

/** By name. Programmes are few: they are counted whole. */
export const listProgrammeRows = async (
  { tx, actor }: Here,
  { state, family, after, limit }: ProgrammeFilters,
): Promise<{ rows: ProgrammeRow[]; next: string | null; total: { count: number; exact: boolean } }> => {
  const place = decodeKey(after, 2)
  const { rows } = await sql<ListedRow>`
    with listed as (
      select p.id as "programmeId", coalesce(latest.name, p.draft->>'name', '') as name,
        coalesce(latest.family, p.draft->>'family', 'other') as family,
        case when p.closed_on is not null then 'closed' when latest.number is null then 'draft'
          else 'running' end as state,
        latest.number, latest.published_on as "publishedOn", p.draft is not null as "hasDraft",
        coalesce(latest.definition, p.draft) as definition
      from programme p
      left join lateral (select v.* from programme_version v
        where v.organisation_id = p.organisation_id and v.programme_id = p.id
        order by v.number desc limit 1) latest on true
      where p.organisation_id = ${actor.organisationId}),
    kept as (
      select *, fold(name) as "sortKey" from listed
      where (${state ?? null}::text is null or state = ${state ?? null})
        and (${family ?? null}::text is null or family = ${family ?? null})),
    page as (
      select * from kept where ${isAfter([sql.ref('sortKey'), sql.ref('programmeId')], place)}
      order by "sortKey", "programmeId" limit ${limit + 1})
    select page."programmeId", page.name, page.family, page.state, page.number, page."publishedOn",
      page."hasDraft", page."sortKey", page.definition->>'from' as "from", page.definition->>'to' as "to",
      (page.definition->>'capacity')::int as capacity,
      coalesce(counted.running, 0) as running, coalesce(counted.waiting, 0) as waiting,
      (select count(*)::int from kept) as total
    from page
    left join (select programme_id, count(*) filter (where ${running})::int as running,
        count(*) filter (where not ${running})::int as waiting
      from measure_standing where organisation_id = ${actor.organisationId} and is_open
      group by programme_id) counted on counted.programme_id = page."programmeId"
    order by page."sortKey", page."programmeId"`.execute(tx)
  const page = cutPage(rows, limit, ({ sortKey, programmeId }) => encodeKey(sortKey, programmeId))
  return {
    rows: page.rows.map(({ sortKey: _, total: __, ...row }) => row),
    next: page.next,
    total: { count: rows[0]?.total ?? 0, exact: true },
  }
}
