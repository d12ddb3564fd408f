import { sql } from 'kysely'
import { seatedOn } from '#domain/committees/sittings.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

export type Here = { tx: Tx; actor: { organisationId: string } }

export type StoredMember = {
  id: string
  committeeId: string
  membershipId: string | null
  name: string
  capacity: string | null
  isChair: boolean
  hasVote: boolean
  fromOn: PlainDate
  untilOn: PlainDate | null
}

export const listMembers = async (
  { tx, actor }: Here,
  committeeIds: readonly string[],
): Promise<StoredMember[]> => {
  if (committeeIds.length === 0) return []
  const rows = await tx
    .selectFrom('committee_member')
    .where('organisation_id', '=', actor.organisationId)
    .where('committee_id', 'in', committeeIds)
    .selectAll()
    .orderBy('is_chair', 'desc')
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    committeeId: row.committee_id,
    membershipId: row.membership_id,
    name: row.name,
    capacity: row.capacity,
    isChair: row.is_chair,
    hasVote: row.has_vote,
    fromOn: row.from_on,
    untilOn: row.until_on,
  }))
}

export const memberView = ({ committeeId: _, ...member }: StoredMember) => member

export type StoredSitting = {
  id: string
  version: number
  committeeId: string
  committeeName: string
  quorum: number
  heldOn: PlainDate
  startsAt: string | null
  place: string | null
  cancelledReason: string | null
  movedFrom: PlainDate | null
  movedReason: string | null
  signedAt: Date | null
  signedBy: string | null
  minutesFileId: string | null
}

const sittingsOf = ({ tx, actor }: Here) =>
  tx
    .selectFrom('sitting as s')
    .innerJoin('committee as c', (join) =>
      join.onRef('c.organisation_id', '=', 's.organisation_id').onRef('c.id', '=', 's.committee_id'),
    )
    .where('s.organisation_id', '=', actor.organisationId)
    .select(['s.id', 's.version', 's.committee_id as committeeId', 'c.name as committeeName', 'c.quorum'])
    .select(['s.held_on as heldOn', 's.starts_at as startsAt', 's.place'])
    .select(['s.cancelled_reason as cancelledReason', 's.signed_at as signedAt', 's.signed_by as signedBy'])
    .select([
      's.minutes_file_id as minutesFileId',
      's.moved_from as movedFrom',
      's.moved_reason as movedReason',
    ])

export const findSitting = (here: Here, sittingId: string): Promise<StoredSitting | undefined> =>
  sittingsOf(here).where('s.id', '=', sittingId).executeTakeFirst()

/** Held until the transaction ends: agenda, presence and decisions follow one another. */
export const lockSitting = async (here: Here, sittingId: string): Promise<StoredSitting | undefined> => {
  await here.tx
    .selectFrom('sitting')
    .where('organisation_id', '=', here.actor.organisationId)
    .where('id', '=', sittingId)
    .select('id')
    .forUpdate()
    .execute()
  return findSitting(here, sittingId)
}

export const bumpSitting = async (
  { tx, actor }: Here,
  sittingId: string,
  changed: {
    held_on?: PlainDate
    starts_at?: string | null
    place?: string | null
    cancelled_reason?: string
    moved_from?: PlainDate
    moved_reason?: string
  } = {},
): Promise<number> => {
  const { version } = await tx
    .updateTable('sitting')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', sittingId)
    .set((eb) => ({ ...changed, version: eb('version', '+', 1) }))
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}

export const listPresentIds = async ({ tx, actor }: Here, sittingId: string): Promise<string[]> => {
  const rows = await tx
    .selectFrom('sitting_presence')
    .where('organisation_id', '=', actor.organisationId)
    .where('sitting_id', '=', sittingId)
    .select('member_id')
    .orderBy('member_id')
    .execute()
  return rows.map(({ member_id }) => member_id)
}

export const listItemIds = async ({ tx, actor }: Here, sittingId: string): Promise<string[]> => {
  const rows = await tx
    .selectFrom('sitting_item')
    .where('organisation_id', '=', actor.organisationId)
    .where('sitting_id', '=', sittingId)
    .select('line_id')
    .orderBy('position')
    .execute()
  return rows.map(({ line_id }) => line_id)
}

/** Lines of the agenda of each of these sittings, and those that something was decided of. */
export const countItems = async (
  { tx, actor }: Here,
  sittingIds: readonly string[],
): Promise<Map<string, { items: number; decided: number }>> => {
  if (sittingIds.length === 0) return new Map()
  const { rows } = await sql<{ sittingId: string; items: number; decided: number }>`
    select i.sitting_id as "sittingId", count(*)::int as items,
      count(*) filter (where exists (
        select from application_event e
        where e.organisation_id = i.organisation_id and e.detail ? 'sittingId'
          and e.detail ->> 'sittingId' = i.sitting_id::text and e.detail ->> 'lineId' = i.line_id::text
          and e.kind in ('line-granted', 'line-refused', 'line-adjourned') and e.cancelled_at is null
      ))::int as decided
    from sitting_item i
    where i.organisation_id = ${actor.organisationId} and i.sitting_id = any (${[...sittingIds]}::uuid[])
    group by 1`.execute(tx)
  return new Map(rows.map(({ sittingId, ...counts }) => [sittingId, counts]))
}

export const seatedMembers = async (
  here: Here,
  { committeeId, heldOn }: StoredSitting,
): Promise<StoredMember[]> => seatedOn(await listMembers(here, [committeeId]), heldOn)
