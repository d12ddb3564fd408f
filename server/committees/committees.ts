import { randomUUIDv7 } from 'node:crypto'
import type { Input } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { seatedOn } from '#domain/committees/sittings.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { listMembers, memberView, type StoredMember } from './committee-store.ts'

export const listCommittees = useCase(contract.committees.list, async (context) => {
  const { tx, actor } = context
  const rows = await tx
    .selectFrom('committee')
    .where('organisation_id', '=', actor.organisationId)
    .select(['id', 'name', 'quorum', 'closed_on as closedOn', 'version'])
    .orderBy('name')
    .limit(200)
    .execute()
  const members = Map.groupBy(
    await listMembers(
      context,
      rows.map(({ id }) => id),
    ),
    ({ committeeId }) => committeeId,
  )
  return { rows: rows.map((row) => ({ ...row, members: (members.get(row.id) ?? []).map(memberView) })) }
})

type Saved = Input<typeof contract.committees.save>

export const saveCommittee = useCase(contract.committees.save, async (context, input) => {
  const { refuse, today } = context
  if (input.members.some(({ fromOn, untilOn }) => untilOn !== null && untilOn < fromOn))
    return refuse('wrong-dates')
  const voting = seatedOn(
    input.members.map((one) => ({ ...one, id: '' })),
    today,
  ).filter(({ hasVote }) => hasVote)
  if (input.members.length > 0 && input.quorum > voting.length) return refuse('quorum-too-high')
  if (!(await areMembers(context, input))) return refuse('unknown-member')
  const committeeId = input.committeeId ?? randomUUIDv7()
  const version = input.committeeId
    ? await changeCommittee(context, input)
    : await addCommittee(context, committeeId, input)
  if (typeof version === 'object') return refuse(version.refused, version.current)
  if (!(await writeMembers(context, committeeId, input.members))) return refuse('member-sat')
  await record(context, {
    act: input.committeeId ? 'committee-changed' : 'committee-added',
    subject: { kind: 'committee', id: committeeId },
    after: { name: input.name, quorum: input.quorum, members: input.members.length },
  })
  return { committeeId, version }
})

const areMembers = async ({ tx, actor }: Acting, { members }: Saved): Promise<boolean> => {
  const ids = [...new Set(members.flatMap(({ membershipId }) => membershipId ?? []))]
  if (ids.length === 0) return true
  const found = await tx
    .selectFrom('membership')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', 'in', ids)
    .select('id')
    .execute()
  return found.length === ids.length
}

const addCommittee = async ({ tx, actor }: Acting, id: string, { name, quorum, closedOn }: Saved) => {
  await tx
    .insertInto('committee')
    .values({ organisation_id: actor.organisationId, id, name, quorum, closed_on: closedOn })
    .execute()
  return 1
}

type StaleOrGone = { refused: 'unknown-record' | 'stale-version'; current?: { version: number } }

const changeCommittee = async ({ tx, actor }: Acting, input: Saved): Promise<number | StaleOrGone> => {
  const row = await tx
    .selectFrom('committee')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', input.committeeId ?? '')
    .select('version')
    .forUpdate()
    .executeTakeFirst()
  if (!row) return { refused: 'unknown-record' }
  if (row.version !== input.version) return { refused: 'stale-version', current: { version: row.version } }
  await tx
    .updateTable('committee')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', input.committeeId ?? '')
    .set({ name: input.name, quorum: input.quorum, closed_on: input.closedOn, version: row.version + 1 })
    .execute()
  return row.version + 1
}

/** The members as they are now given. One who sat once stays in the minutes: they are ended, never removed. */
const writeMembers = async (
  context: Acting,
  committeeId: string,
  wanted: Saved['members'],
): Promise<boolean> => {
  const { tx, actor } = context
  const { organisationId } = actor
  const before = await listMembers(context, [committeeId])
  const gone = before.filter(({ id }) => !wanted.some((one) => one.id === id))
  if (await haveSat(context, gone)) return false
  if (gone.length > 0)
    await tx
      .deleteFrom('committee_member')
      .where('organisation_id', '=', organisationId)
      .where(
        'id',
        'in',
        gone.map(({ id }) => id),
      )
      .execute()
  for (const one of wanted) {
    const known = before.some(({ id }) => id === one.id)
    const row = {
      membership_id: one.membershipId,
      name: one.name,
      capacity: one.capacity,
      is_chair: one.isChair,
      has_vote: one.hasVote,
      from_on: one.fromOn,
      until_on: one.untilOn,
    }
    if (known && one.id)
      await tx
        .updateTable('committee_member')
        .where('organisation_id', '=', organisationId)
        .where('id', '=', one.id)
        .set(row)
        .execute()
    else
      await tx
        .insertInto('committee_member')
        .values({ organisation_id: organisationId, id: randomUUIDv7(), committee_id: committeeId, ...row })
        .execute()
  }
  return true
}

const haveSat = async ({ tx, actor }: Acting, members: readonly StoredMember[]): Promise<boolean> => {
  if (members.length === 0) return false
  const sat = await tx
    .selectFrom('sitting_presence')
    .where('organisation_id', '=', actor.organisationId)
    .where(
      'member_id',
      'in',
      members.map(({ id }) => id),
    )
    .select('member_id')
    .limit(1)
    .executeTakeFirst()
  return sat !== undefined
}
