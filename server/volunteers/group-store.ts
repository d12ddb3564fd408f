import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { VolunteerGroup } from '#contract/volunteers.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx' | 'actor'>
type Reading = Pick<Acting, 'tx' | 'actor' | 'today'>
export type MemberPart = 'volunteer' | 'professional'

const jsonMembers = (today: PlainDate) => sql`(
  select coalesce(json_agg(json_build_object('membershipId', m.id, 'name', m.name, 'part', v.part,
      'fromOn', v.from_on, 'untilOn', v.until_on, 'capacity', v.capacity,
      'accompanies', (select count(*) from volunteer_pair_member a
        join volunteer_pair p on (p.organisation_id, p.id) = (a.organisation_id, a.pair_id)
        where a.organisation_id = v.organisation_id and a.membership_id = v.membership_id
          and (a.until_on is null or a.until_on >= ${today}) and (p.ended_on is null or p.ended_on >= ${today})))
    order by v.part desc, m.name), '[]')
  from volunteer_group_member v join membership m on (m.organisation_id, m.id) = (v.organisation_id, v.membership_id)
  where v.organisation_id = g.organisation_id and v.group_id = g.id
    and (v.until_on is null or v.until_on >= ${today}))`

/** The groups by name, the closed ones last, with those who are in them today. */
export const listGroupRows = async ({ tx, actor, today }: Reading): Promise<VolunteerGroup[]> => {
  const { rows } = await sql<VolunteerGroup>`
    select g.id as "groupId", g.name, g.place, g.closed_on as "closedOn", g.version,
      ${jsonMembers(today)} as members,
      (select count(*)::int from volunteer_pair p where p.organisation_id = g.organisation_id
        and p.group_id = g.id and (p.ended_on is null or p.ended_on >= ${today})) as households
    from volunteer_group g where g.organisation_id = ${actor.organisationId}
    order by g.closed_on is not null, g.name, g.id limit 500`.execute(tx)
  return rows
}

export const insertGroup = async (
  { tx, actor, now }: Acting,
  group: { name: string; place: string | null },
): Promise<string> => {
  const id = randomUUIDv7()
  await tx
    .insertInto('volunteer_group')
    .values({
      organisation_id: actor.organisationId,
      id,
      ...group,
      created_by: actor.membershipId,
      created_at: now,
    })
    .execute()
  return id
}

export const lockGroup = ({ tx, actor }: Here, groupId: string) =>
  tx
    .selectFrom('volunteer_group')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', groupId)
    .select(['id', 'name', 'place', 'closed_on as closedOn', 'version'])
    .forUpdate()
    .executeTakeFirst()

export const isGroupBusy = async ({ tx, actor }: Here, groupId: string, day: PlainDate): Promise<boolean> => {
  const found = await tx
    .selectFrom('volunteer_pair')
    .where('organisation_id', '=', actor.organisationId)
    .where('group_id', '=', groupId)
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>', day)]))
    .select('id')
    .executeTakeFirst()
  return found !== undefined
}

export const updateGroup = async (
  { tx, actor }: Here,
  groupId: string,
  change: { name: string; place: string | null; closed_on: PlainDate | null; version: number },
): Promise<void> => {
  await tx
    .updateTable('volunteer_group')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', groupId)
    .set(change)
    .execute()
}

export const isInGroup = async (
  { tx, actor }: Here,
  groupId: string,
  membershipId: string,
  day: PlainDate,
): Promise<boolean> => {
  const found = await tx
    .selectFrom('volunteer_group_member')
    .where('organisation_id', '=', actor.organisationId)
    .where('group_id', '=', groupId)
    .where('membership_id', '=', membershipId)
    .where((eb) => eb.or([eb('until_on', 'is', null), eb('until_on', '>=', day)]))
    .select('from_on')
    .executeTakeFirst()
  return found !== undefined
}

export const insertGroupMember = async (
  { tx, actor }: Here,
  member: {
    groupId: string
    membershipId: string
    part: MemberPart
    fromOn: PlainDate
    capacity: number | null
  },
): Promise<void> => {
  await tx
    .insertInto('volunteer_group_member')
    .values({
      organisation_id: actor.organisationId,
      group_id: member.groupId,
      membership_id: member.membershipId,
      part: member.part,
      from_on: member.fromOn,
      capacity: member.capacity,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'group_id', 'membership_id', 'from_on'])
        .doUpdateSet({ until_on: null, part: member.part, capacity: member.capacity }),
    )
    .execute()
}

export const endGroupMember = async (
  { tx, actor }: Here,
  end: { groupId: string; membershipId: string; fromOn: PlainDate; untilOn: PlainDate },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('volunteer_group_member')
    .where('organisation_id', '=', actor.organisationId)
    .where('group_id', '=', end.groupId)
    .where('membership_id', '=', end.membershipId)
    .where('from_on', '=', end.fromOn)
    .set({ until_on: end.untilOn })
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
