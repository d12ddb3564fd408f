import { sql } from 'kysely'
import { type ContactChannel, contactChannelLabels } from '#domain/households/contact-kinds.ts'
import { addDays } from '#domain/plain-date.ts'
import { readable } from '#server/casework/readable.ts'
import { type Day, runningFollowUps } from '#server/my-day/day.ts'

const shown = 8

type Written = {
  id: string
  at: Date
  householdId: string
  label: string
  author: string
  kind: 'contact' | 'note' | 'document'
  channel: ContactChannel | null
}

/** What others wrote this week in the households of the member, among what the reader may read; never the words. */
export const listNews = async (day: Day) => {
  const { organisationId } = day.reader.actor
  const followed = sql`select r.household_id from household_referent r where ${runningFollowUps(day)}`
  const since = addDays(day.reader.today, -7)
  const { rows } = await sql<Written>`
    select w.*, h.label, m.name as author from (
      select e.id, e.written_at as at, e.household_id as "householdId", e.author_id, e.kind, e.channel
        from log_entry e
       where e.organisation_id = ${organisationId} and e.household_id in (${followed})
         and e.withdrawn_at is null and e.written_at >= ${since} and ${readable(day.reader, 'e')}
      union all
      select d.id, d.added_at, d.household_id, d.author_id, 'document', null
        from document d
       where d.organisation_id = ${organisationId} and d.household_id in (${followed})
         and d.removed_at is null and d.added_at >= ${since} and ${readable(day.reader, 'd')}
    ) w
    join household h on h.organisation_id = ${organisationId} and h.id = w."householdId"
    join membership m on m.organisation_id = ${organisationId} and m.id = w.author_id
    where w.author_id <> ${day.memberId}
    order by w.at desc, w.id desc limit ${shown}`.execute(day.tx)
  return rows.map(({ id, at, householdId, label, author, kind, channel }) => ({
    id,
    at: at.toISOString(),
    household: { id: householdId, label },
    author,
    what: describe(kind, channel),
  }))
}

const describe = (kind: Written['kind'], channel: ContactChannel | null): string => {
  if (kind === 'note') return 'a écrit une note'
  if (kind === 'document') return 'a ajouté un document'
  return channel ? `a écrit un compte rendu (${contactChannelLabels[channel].toLowerCase()})` : 'a écrit'
}
