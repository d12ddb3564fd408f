import { type RawBuilder, sql } from 'kysely'
import type { Meeting, OwnHousehold } from '#contract/volunteers.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { commitmentEdition } from '#domain/volunteers/commitment.ts'
import { nextMeetingAround } from '#domain/volunteers/rhythm.ts'
import { withinReach } from '#server/reach.ts'
import type { Acting } from '#server/use-case.ts'
import { rhythmAndMeeting, viewRhythm } from '#server/volunteers/pair-store.ts'

type Reading = Pick<Acting, 'tx' | 'actor' | 'today'>

export const findAcceptance = ({ tx, actor }: Pick<Acting, 'tx' | 'actor'>) =>
  tx
    .selectFrom('volunteer_commitment')
    .where('organisation_id', '=', actor.organisationId)
    .where('membership_id', '=', actor.membershipId)
    .where('edition', '=', commitmentEdition)
    .select('accepted_on as acceptedOn')
    .executeTakeFirst()

export const insertAcceptance = async ({ tx, actor, today, now }: Acting): Promise<void> => {
  await tx
    .insertInto('volunteer_commitment')
    .values({
      organisation_id: actor.organisationId,
      membership_id: actor.membershipId,
      edition: commitmentEdition,
      accepted_on: today,
      accepted_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The pair around `h` in which the caller stands today, if a professional made one, as `p`. */
const ownPair = ({ actor, today }: Pick<Reading, 'actor' | 'today'>) => sql`
  left join lateral (select p.* from volunteer_pair p
    join volunteer_pair_member a on (a.organisation_id, a.pair_id) = (p.organisation_id, p.id)
    where p.organisation_id = h.organisation_id and p.household_id = h.id
      and a.membership_id = ${actor.membershipId} and a.from_on <= ${today}
      and (a.until_on is null or a.until_on >= ${today})
    order by p.started_on desc, p.id limit 1) p on true`

/** Where the household lives today: the lease of the stock, else the stay that its path tells. */
const address = (today: PlainDate) => sql`coalesce(
  (select concat_ws(', ', coalesce(b.street, b.name), nullif(concat_ws(' ', b.post_code, b.town), ''))
    from tenancy t join dwelling d on (d.organisation_id, d.id) = (t.organisation_id, t.dwelling_id)
    join building b on (b.organisation_id, b.id) = (d.organisation_id, d.building_id)
    where t.organisation_id = h.organisation_id and t.household_id = h.id
      and (t.ended_on is null or t.ended_on >= ${today}) order by t.started_on desc, t.id limit 1),
  (select o.place from occupancy o where o.organisation_id = h.organisation_id and o.household_id = h.id
      and (o.ended_on is null or o.ended_on >= ${today}) order by o.started_on desc, o.id limit 1))`

const phone = sql`(select q.phone from household_member m
  join person q on (q.organisation_id, q.id) = (m.organisation_id, m.person_id)
  where m.organisation_id = h.organisation_id and m.household_id = h.id and m.left_on is null
    and q.merged_into_id is null and q.phone is not null order by m.member_role = 'leaseholder' desc, m.joined_on, q.id limit 1)`

type Row = Pick<OwnHousehold, 'householdId' | 'label' | 'address' | 'phone'> & {
  weeks: number | null
  agreedOn: PlainDate | null
  lastMeetingOn: PlainDate | null
}

const viewOwn = <R extends Row>({ weeks, agreedOn, ...row }: R) => {
  const rhythm = viewRhythm(weeks, agreedOn)
  return { ...row, rhythm, nextAround: nextMeetingAround(rhythm, row.lastMeetingOn) ?? null }
}

const own = ({ actor, today }: Pick<Reading, 'actor' | 'today'>) =>
  sql`h.organisation_id = ${actor.organisationId} and h.merged_into_id is null
    and ${withinReach(actor, today, 'accompany', 'h.id')}`

const columns = (today: PlainDate) => sql`h.id as "householdId", h.label, ${address(today)} as address,
  ${phone} as phone, r.weeks, r.agreed_on as "agreedOn", met.last_on as "lastMeetingOn"`

/** Nobody accompanies a hundred households: the list is whole. */
const most = 200

export const listOwnRows = async (reading: Reading): Promise<OwnHousehold[]> => {
  const { rows } = await sql<Row>`select ${columns(reading.today)} from household h ${ownPair(reading)}
    ${rhythmAndMeeting} where ${own(reading)} order by h.label, h.id limit ${most}`.execute(reading.tx)
  return rows.map(viewOwn)
}

export const countOwn = async (reading: Reading): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from household h
    where ${own(reading)}`.execute(reading.tx)
  return rows[0]?.count ?? 0
}

type Whole = Row & {
  doNotContact: boolean
  people: { name: string; phones: string[] }[]
  languages: string[]
  others: string[]
  professional: { name: string; phone: string | null; email: string } | null
  sharedNote: string | null
  since: PlainDate | null
}

const running = (today: PlainDate, alias: RawBuilder<unknown>) =>
  sql`${alias}.from_on <= ${today} and (${alias}.until_on is null or ${alias}.until_on >= ${today})`

/** Who to call: the professional named for the pair, else whoever has followed the household longest. */
const professional = (today: PlainDate) => sql`(
  select json_build_object('name', m.name, 'phone', m.phone, 'email', m.email) from membership m
  where m.organisation_id = h.organisation_id and m.id = coalesce(p.professional_id, (
    select f.membership_id from household_referent f where f.organisation_id = h.organisation_id
      and f.household_id = h.id and f.kind = 'referent' and ${running(today, sql`f`)}
    order by f.from_on, f.membership_id limit 1)))`

export const findOwn = async (reading: Reading, householdId: string) => {
  const { tx, actor, today } = reading
  const living = sql`from household_member m join person q on (q.organisation_id, q.id) = (m.organisation_id, m.person_id)
    where m.organisation_id = h.organisation_id and m.household_id = h.id
      and q.merged_into_id is null and (m.left_on is null or m.left_on >= ${today})`
  const { rows } = await sql<Whole>`select ${columns(today)}, h.do_not_contact as "doNotContact",
      (select coalesce(json_agg(json_build_object('name', concat_ws(' ', q.civility, q.first_name, q.last_name),
          'phones', array_remove(array[q.phone, q.second_phone], null)) order by m.joined_on, q.id), '[]')
        ${living}) as people,
      (select coalesce(array_agg(distinct spoken.one), '{}') from (
        select h.preferred_language as one union all select q.language ${living}) spoken
        where spoken.one is not null) as languages,
      (select coalesce(array_agg(distinct v.name), '{}') from household_referent f
        join membership v on (v.organisation_id, v.id) = (f.organisation_id, f.membership_id)
        where f.organisation_id = h.organisation_id and f.household_id = h.id and f.kind = 'volunteer'
          and f.membership_id <> ${actor.membershipId} and ${running(today, sql`f`)}) as others,
      ${professional(today)} as professional, p.shared_note as "sharedNote",
      (select min(f.from_on) from household_referent f where f.organisation_id = h.organisation_id
        and f.household_id = h.id and f.membership_id = ${actor.membershipId} and ${running(today, sql`f`)}) as since
    from household h ${ownPair(reading)} ${rhythmAndMeeting}
    where h.id = ${householdId} and ${own(reading)}`.execute(tx)
  return rows[0] && viewOwn(rows[0])
}

/** The caller's own write-ups for a household, the last meeting first; never anybody else's. */
export const listMeetingRows = async (
  { tx, actor }: Reading,
  householdId: string,
  after: readonly (string | number)[] | undefined,
  limit: number,
): Promise<Meeting[]> => {
  const start = after
    ? sql`and (e.happened_on, e.id) < (${String(after[0])}::date, ${String(after[1])}::uuid)`
    : sql``
  const { rows } = await sql<Meeting>`select e.id as "entryId", e.version, e.happened_on as "happenedOn",
      e.channel, e.outcome, e.audience, e.compartment, e.body
    from log_entry e where ${ownEntries(actor, householdId)} ${start}
    order by e.happened_on desc, e.id desc limit ${limit}`.execute(tx)
  return rows
}

const ownEntries = (actor: Reading['actor'], householdId: string) =>
  sql`e.organisation_id = ${actor.organisationId} and e.household_id = ${householdId}
    and e.author_id = ${actor.membershipId} and e.withdrawn_at is null`

export const countMeetings = async ({ tx, actor }: Reading, householdId: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from log_entry e
    where ${ownEntries(actor, householdId)}`.execute(tx)
  return rows[0]?.count ?? 0
}
