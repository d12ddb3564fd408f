import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { VolunteerPair, VolunteerPairView } from '#contract/volunteers.ts'
import { contactOutcomes, countsAsReached } from '#domain/households/contact-kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { isBeyondRhythm, nextMeetingAround } from '#domain/volunteers/rhythm.ts'
import { countRows } from '#server/count-rows.ts'
import type { Acting } from '#server/use-case.ts'

type Reading = Pick<Acting, 'tx' | 'actor' | 'today'>
const reached = contactOutcomes.filter(countsAsReached)

/** The latest rhythm agreed by the pair `p`, as `r`; its last meeting with the household, as `met`. */
export const rhythmAndMeeting = sql`
  left join lateral (select y.weeks, y.agreed_on from volunteer_rhythm y
    where y.organisation_id = p.organisation_id and y.pair_id = p.id
    order by y.agreed_on desc, y.id desc limit 1) r on true
  left join lateral (select max(e.happened_on) as last_on from log_entry e
    where e.organisation_id = p.organisation_id and e.household_id = p.household_id and e.kind = 'contact'
      and e.withdrawn_at is null and e.outcome = any (${[...reached]}::text[]) and e.happened_on >= p.started_on
      and e.author_id in (select a.membership_id from volunteer_pair_member a
        where a.organisation_id = p.organisation_id and a.pair_id = p.id)) met on true`

type Filters = {
  state: 'running' | 'beyond' | 'ended'
  groupId?: string | undefined
  volunteerId?: string | undefined
  householdId?: string | undefined
}

/** The same rule as `isBeyondRhythm`: a test holds the two equal. */
const beyond = (today: PlainDate) =>
  sql<SqlBool>`(r.weeks is not null and ${today}::date > greatest(r.agreed_on, met.last_on) + r.weeks * 7)`

const matching = (today: PlainDate, { state, groupId, volunteerId, householdId }: Filters) => {
  const runs = sql`(p.ended_on is null or p.ended_on >= ${today})`
  const conditions: RawBuilder<unknown>[] = [state === 'ended' ? sql`not ${runs}` : runs]
  if (state === 'beyond') conditions.push(beyond(today))
  if (groupId) conditions.push(sql`p.group_id = ${groupId}`)
  if (householdId) conditions.push(sql`p.household_id = ${householdId}`)
  if (volunteerId)
    conditions.push(sql`exists (select from volunteer_pair_member a where a.organisation_id = p.organisation_id
      and a.pair_id = p.id and a.membership_id = ${volunteerId} and (a.until_on is null or a.until_on >= ${today}))`)
  return sql`${sql.join(conditions, sql` and `)}`
}

export const countPairs = ({ tx, actor, today }: Reading, filters: Filters) =>
  countRows(
    tx,
    (limit) => sql`(select from volunteer_pair p ${filters.state === 'beyond' ? rhythmAndMeeting : sql``}
      where p.organisation_id = ${actor.organisationId} and ${matching(today, filters)} limit ${limit})`,
  )

type Row = Omit<VolunteerPair, 'rhythm' | 'nextAround' | 'isBeyond' | 'startedOn' | 'lastMeetingOn'> & {
  startedOn: PlainDate
  weeks: number | null
  agreedOn: PlainDate | null
  lastMeetingOn: PlainDate | null
}

const names = (condition: RawBuilder<unknown>) => sql`(
  select coalesce(json_agg(json_build_object('membershipId', m.id, 'name', m.name, 'fromOn', a.from_on,
    'untilOn', a.until_on) order by a.from_on, m.name), '[]')
  from volunteer_pair_member a join membership m on (m.organisation_id, m.id) = (a.organisation_id, a.membership_id)
  where a.organisation_id = p.organisation_id and a.pair_id = p.id and ${condition})`

const columns = (today: PlainDate) => sql`
  p.id as "pairId", p.version, json_build_object('id', h.id, 'label', h.label) as household,
  case when g.id is not null then json_build_object('id', g.id, 'name', g.name) end as "group",
  ${names(sql`(a.until_on is null or a.until_on >= ${today})`)} as volunteers,
  case when w.id is not null then json_build_object('membershipId', w.id, 'name', w.name) end as professional,
  p.started_on as "startedOn", p.ended_on as "endedOn", r.weeks, r.agreed_on as "agreedOn",
  met.last_on as "lastMeetingOn"`

const joined = sql`volunteer_pair p
  join household h on (h.organisation_id, h.id) = (p.organisation_id, p.household_id)
  left join volunteer_group g on (g.organisation_id, g.id) = (p.organisation_id, p.group_id)
  left join membership w on (w.organisation_id, w.id) = (p.organisation_id, p.professional_id)
  ${rhythmAndMeeting}`

export const viewRhythm = (weeks: number | null, agreedOn: PlainDate | null) =>
  agreedOn === null ? null : { weeks, agreedOn }

const viewRow = ({ weeks, agreedOn, ...row }: Row, today: PlainDate): VolunteerPair => {
  const rhythm = viewRhythm(weeks, agreedOn)
  return {
    ...row,
    rhythm,
    nextAround: nextMeetingAround(rhythm, row.lastMeetingOn) ?? null,
    isBeyond: row.endedOn === null && isBeyondRhythm(rhythm, row.lastMeetingOn, today),
  }
}

/** The longest running first. */
export const listPairRows = async (
  { tx, actor, today }: Reading,
  filters: Filters,
  after: readonly (string | number)[] | undefined,
  limit: number,
): Promise<VolunteerPair[]> => {
  const start = after
    ? sql`and (p.started_on, p.id) > (${String(after[0])}::date, ${String(after[1])}::uuid)`
    : sql``
  const { rows } = await sql<Row>`select ${columns(today)} from ${joined}
    where p.organisation_id = ${actor.organisationId} and ${matching(today, filters)} ${start}
    order by p.started_on, p.id limit ${limit}`.execute(tx)
  return rows.map((row) => viewRow(row, today))
}

export const findPairView = async (
  { tx, actor, today }: Reading,
  pairId: string,
): Promise<VolunteerPairView | undefined> => {
  type Whole = Row & Pick<VolunteerPairView, 'measureId' | 'sharedNote' | 'formerVolunteers' | 'rhythms'>
  const { rows } = await sql<Whole>`select ${columns(today)}, p.measure_id as "measureId",
      p.shared_note as "sharedNote", ${names(sql`a.until_on < ${today}`)} as "formerVolunteers",
      (select coalesce(json_agg(json_build_object('weeks', y.weeks, 'agreedOn', y.agreed_on, 'by', m.name)
          order by y.agreed_on desc, y.id desc), '[]')
        from volunteer_rhythm y join membership m on (m.organisation_id, m.id) = (y.organisation_id, y.recorded_by)
        where y.organisation_id = p.organisation_id and y.pair_id = p.id) as rhythms
    from ${joined} where p.organisation_id = ${actor.organisationId} and p.id = ${pairId}`.execute(tx)
  const [row] = rows
  if (!row) return undefined
  const { measureId, sharedNote, formerVolunteers, rhythms, ...rest } = row
  return { ...viewRow(rest, today), measureId, sharedNote, formerVolunteers, rhythms }
}
