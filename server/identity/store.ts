import { type ExpressionBuilder, sql } from 'kysely'
import type { DB } from '#db/schema.ts'
import type { Role } from '#domain/access.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'

type Caller = { tx: Tx; actor: { organisationId: string }; today: PlainDate }

/** `ended_on` is the last day of work: the member still belongs here on that day. */
export const inPost = (today: PlainDate) => (eb: ExpressionBuilder<DB & { m: DB['membership'] }, 'm'>) =>
  eb.or([eb('m.ended_on', 'is', null), eb('m.ended_on', '>=', today)])

const members = ({ tx, actor, today }: Caller) =>
  tx
    .selectFrom('membership as m')
    .leftJoin('team as t', (join) =>
      join.onRef('t.organisation_id', '=', 'm.organisation_id').onRef('t.id', '=', 'm.team_id'),
    )
    .where('m.organisation_id', '=', actor.organisationId)
    .select((eb) => [
      'm.id',
      'm.name',
      'm.email',
      'm.role',
      'm.team_id as teamId',
      't.name as team',
      'm.ended_on as endedOn',
      'm.version',
      'm.user_id as userId',
      sql<string>`fold(m.name)`.as('folded'),
      sql<number>`(select count(*)::int from household_referent r
        where r.organisation_id = m.organisation_id and r.membership_id = m.id and r.from_on <= ${today}
          and (r.until_on is null or r.until_on >= ${today}))`.as('households'),
      eb.or([eb('m.ended_on', 'is', null), eb('m.ended_on', '>=', today)]).as('isActive'),
    ])

export type MemberRow = Awaited<ReturnType<ReturnType<typeof members>['execute']>>[number]

export const memberView = ({ folded: _, userId: __, role, isActive, ...row }: MemberRow) => ({
  ...row,
  role: role as Role,
  isActive: Boolean(isActive),
})

export type MemberFilter = {
  state: 'active' | 'ended' | 'all'
  search?: string | undefined
  after?: string | undefined
  limit: number
}

export const listMemberPage = async (caller: Caller, { state, search, after, limit }: MemberFilter) => {
  const filtered = members(caller)
    .$if(state === 'active', (q) => q.where(inPost(caller.today)))
    .$if(state === 'ended', (q) => q.where('m.ended_on', '<', caller.today))
    .$if(Boolean(search), (q) =>
      q.where(sql`fold(m.name || ' ' || m.email)`, 'like', sql`'%' || fold(${search ?? ''}) || '%'`),
    )
  const [found, { count }] = await Promise.all([
    filtered
      .where(isAfter([sql`fold(m.name)`, sql`m.id::text`], decodeKey(after, 2)))
      .orderBy(sql`fold(m.name)`)
      .orderBy(sql`m.id::text`)
      .limit(limit + 1)
      .execute(),
    caller.tx
      .selectFrom(filtered.as('all'))
      .select(sql<number>`count(*)::int`.as('count'))
      .executeTakeFirstOrThrow(),
  ])
  const { rows, next } = cutPage(found, limit, (row) => encodeKey(row.folded, row.id))
  return { rows: rows.map(memberView), next, total: { count, exact: true } }
}

export const findMember = (caller: Caller, membershipId: string): Promise<MemberRow | undefined> =>
  members(caller).where('m.id', '=', membershipId).executeTakeFirst()

/**
 * Whoever else edits a member waits, so that two administrators who leave at the same moment cannot each count on the
 * other. One order for all, so that nobody waits for somebody who waits.
 */
export const lockMembers = async ({ tx, actor }: Caller): Promise<void> => {
  await tx
    .selectFrom('membership')
    .where('organisation_id', '=', actor.organisationId)
    .select('id')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

export type MemberChange = { name: string; role: Role; teamId: string | null; endedOn: PlainDate | null }

export const updateMemberRow = async (
  { tx, actor }: Caller,
  membershipId: string,
  { name, role, teamId, endedOn }: MemberChange,
): Promise<void> => {
  await tx
    .updateTable('membership')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', membershipId)
    .set({ name, role, team_id: teamId, ended_on: endedOn, version: sql`version + 1` })
    .execute()
}

/** Is there another administrator whose end is not known? */
export const hasOtherAdministrator = async (
  { tx, actor }: Caller,
  membershipId: string,
): Promise<boolean> => {
  const other = await tx
    .selectFrom('membership')
    .where('organisation_id', '=', actor.organisationId)
    .where('role', '=', 'administrator')
    .where('ended_on', 'is', null)
    .where('id', '<>', membershipId)
    .select('id')
    .executeTakeFirst()
  return other !== undefined
}

const teams = ({ tx, actor, today }: Caller) =>
  tx
    .selectFrom('team as t')
    .where('t.organisation_id', '=', actor.organisationId)
    .select([
      't.id',
      't.name',
      't.version',
      sql<number>`(select count(*)::int from membership m where m.organisation_id = t.organisation_id
        and m.team_id = t.id and (m.ended_on is null or m.ended_on >= ${today}))`.as('members'),
    ])

export const listTeamRows = (caller: Caller) => teams(caller).orderBy(sql`fold(t.name)`).execute()

export const findTeam = (caller: Caller, teamId: string) =>
  teams(caller).where('t.id', '=', teamId).forUpdate().executeTakeFirst()

export const teamNameTaken = async (
  { tx, actor }: Caller,
  name: string,
  exceptId?: string,
): Promise<boolean> => {
  const taken = await tx
    .selectFrom('team')
    .where('organisation_id', '=', actor.organisationId)
    .where(sql`fold(name)`, '=', sql`fold(${name})`)
    .$if(exceptId !== undefined, (q) => q.where('id', '<>', exceptId as string))
    .select('id')
    .executeTakeFirst()
  return taken !== undefined
}
