import { sql } from 'kysely'
import { contactOutcomes, countsAsReached } from '#domain/households/contact-kinds.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { type Day, runningFollowUps } from '#server/my-day/day.ts'

const silenceDays = 30
const shown = 20
const reached = contactOutcomes.filter(countsAsReached)

type Forgotten = { id: string; label: string; lastContactOn: PlainDate | null; followedSince: PlainDate }

/**
 * The households followed for thirty days or more in which nobody was reached since. Only the day of the last exchange
 * is told, whoever wrote it up: that support is going on is one of the flags that cross the compartments.
 */
export const listForgotten = async (day: Day) => {
  const { organisationId } = day.reader.actor
  const limit = addDays(day.reader.today, -silenceDays)
  const { rows } = await sql<Forgotten & { total: number }>`
    with followed as (
      select r.household_id, min(r.from_on) as since from household_referent r
       where ${runningFollowUps(day)} group by 1 having min(r.from_on) <= ${limit}
    ), silent as (
      select f.household_id, f.since, max(e.happened_on) as last_on
        from followed f
        left join log_entry e on e.organisation_id = ${organisationId} and e.household_id = f.household_id
          and e.kind = 'contact' and e.withdrawn_at is null and e.outcome = any (${[...reached]}::text[])
       group by 1, 2 having coalesce(max(e.happened_on), '-infinity') <= ${limit}
    )
    select h.id, h.label, s.last_on as "lastContactOn", s.since as "followedSince",
        count(*) over () as total
      from silent s
      join household h on h.organisation_id = ${organisationId} and h.id = s.household_id
     where h.merged_into_id is null and not h.do_not_contact
     order by coalesce(s.last_on, s.since), h.id limit ${shown}`.execute(day.tx)
  return {
    rows: rows.map(({ total: _, ...row }) => row),
    total: { count: rows[0]?.total ?? 0, exact: true },
  }
}

export const countFollowed = async (day: Day): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(distinct r.household_id)::int as count from household_referent r
     where ${runningFollowUps(day)}`.execute(day.tx)
  return rows[0]?.count ?? 0
}
