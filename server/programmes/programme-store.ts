import { sql } from 'kysely'
import type { ProgrammeRow, ProgrammeView } from '#contract/programme-shapes.ts'
import { runningStatuses } from '#domain/measures/kinds.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import type { ProgrammeFamily } from '#domain/programmes/kinds.ts'
import type { Tx } from '#server/db.ts'
import { definitionStore } from '#server/definition-store.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'

type Here = { tx: Tx; actor: { organisationId: string } }

export const programmeStore = definitionStore<ProgrammeDefinition>({
  records: 'programme',
  versions: 'programme_version',
  recordId: 'programme_id',
  sortedBy: { column: 'family', of: ({ family }) => family },
})

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
