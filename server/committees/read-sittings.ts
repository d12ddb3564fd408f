import { type SqlBool, sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { hasQuorum, type SittingFacts, sittingStateOf } from '#domain/committees/sittings.ts'
import { dayInParis } from '#server/clock.ts'
import { countRows } from '#server/count-rows.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { linesOf, listItemLines, tellLines } from './agenda-lines.ts'
import {
  countItems,
  findSitting,
  listItemIds,
  listPresentIds,
  memberView,
  type StoredSitting,
  seatedMembers,
} from './committee-store.ts'

export const listSittings = useCase(contract.committees.listSittings, async (context, input) => {
  const { tx, actor, today } = context
  const asked = sql<SqlBool>`s.organisation_id = ${actor.organisationId}
    and ${input.committeeId ? sql`s.committee_id = ${input.committeeId}` : sql`true`}`
  const place = isAfter([sql`s.held_on`, sql`s.id`], placeOf(input.after), 'desc')
  const { rows } = await sql<StoredSitting>`
    select s.id, s.version, s.committee_id as "committeeId", c.name as "committeeName", c.quorum,
      s.held_on as "heldOn", s.starts_at as "startsAt", s.place, s.cancelled_reason as "cancelledReason",
      s.signed_at as "signedAt", s.signed_by as "signedBy", s.minutes_file_id as "minutesFileId"
    from sitting s join committee c on c.organisation_id = s.organisation_id and c.id = s.committee_id
    where ${asked} and ${place} order by s.held_on desc, s.id desc limit ${input.limit + 1}`.execute(tx)
  const page = cutPage(rows, input.limit, ({ heldOn, id }) => encodeKey(heldOn, id))
  const counts = await countItems(
    context,
    page.rows.map(({ id }) => id),
  )
  return {
    rows: page.rows.map((row) => sittingRow(row, counts.get(row.id), today)),
    next: page.next,
    total: await countRows(tx, (limit) => sql`(select from sitting s where ${asked} limit ${limit})`),
  }
})

/** A place that nobody gave us reads as the beginning. */
const placeOf = (after: string | undefined) => {
  const [day, id] = decodeKey(after, 2) ?? []
  return typeof day === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(day) &&
    typeof id === 'string' &&
    /^[0-9a-f-]{36}$/.test(id)
    ? [day, id]
    : undefined
}

export const factsOf = (
  { heldOn, cancelledReason, signedAt }: StoredSitting,
  counts: { items: number; decided: number } = { items: 0, decided: 0 },
): SittingFacts => ({
  heldOn,
  isCancelled: cancelledReason !== null,
  isSigned: signedAt !== null,
  pendingItems: counts.items - counts.decided,
})

const sittingRow = (
  sitting: StoredSitting,
  counts: { items: number; decided: number } | undefined,
  today: Acting['today'],
) => ({
  id: sitting.id,
  committeeId: sitting.committeeId,
  committeeName: sitting.committeeName,
  heldOn: sitting.heldOn,
  startsAt: sitting.startsAt,
  place: sitting.place,
  state: sittingStateOf(factsOf(sitting, counts), today),
  itemCount: counts?.items ?? 0,
  pendingCount: factsOf(sitting, counts).pendingItems,
})

export const getSitting = useCase(contract.committees.getSitting, async (context, { sittingId }) => {
  const sitting = await findSitting(context, sittingId)
  if (!sitting) return context.refuse('unknown-record')
  const members = await seatedMembers(context, sitting)
  const presentIds = await listPresentIds(context, sittingId)
  const counts = (await countItems(context, [sittingId])).get(sittingId)
  return {
    ...sittingRow(sitting, counts, context.today),
    version: sitting.version,
    quorum: sitting.quorum,
    hasQuorum: hasQuorum(sitting.quorum, members, presentIds),
    members: members.map(memberView),
    presentIds,
    items: await listItemLines(context, sittingId, await listItemIds(context, sittingId)),
    cancelledReason: sitting.cancelledReason,
    moved: sitting.movedFrom && { from: sitting.movedFrom, reason: sitting.movedReason ?? '' },
    signedBy: sitting.signedBy && (await nameOf(context, sitting.signedBy)),
    signedOn: sitting.signedAt && dayInParis(sitting.signedAt),
  }
})

export const nameOf = async ({ tx, actor }: Acting, membershipId: string): Promise<string | null> => {
  const row = await tx
    .selectFrom('membership')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', membershipId)
    .select('name')
    .executeTakeFirst()
  return row?.name ?? null
}

/** A line is ready when its file is complete and neither decided nor on an agenda: its last word is none, or an adjournment. */
const isReady = sql<SqlBool>`st.status in ('complete', 'under-review', 'adjourned', 'before-committee', 'partly-granted')
  and coalesce((select e.kind from application_event e
    where e.organisation_id = l.organisation_id and e.application_id = l.application_id and e.cancelled_at is null
      and e.detail ->> 'lineId' = l.id::text
    order by e.on_date desc, e.id desc limit 1), 'line-adjourned') in ('line-adjourned', 'removed-from-agenda')`

export const listReadyLines = useCase(contract.committees.listReady, async (context, input) => {
  const { tx, actor } = context
  const [number, id] = decodeKey(input.after, 2) ?? []
  const isOurs = typeof number === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)
  const rows = await linesOf(context)
    .where(isReady)
    .$if(isOurs, (some) => some.where(sql<SqlBool>`(a.number, l.id) > (${number}, ${id}::uuid)`))
    .orderBy('a.number')
    .orderBy('l.id')
    .limit(input.limit + 1)
    .execute()
  const page = cutPage(rows, input.limit, ({ applicationNumber, lineId }) =>
    encodeKey(applicationNumber, lineId),
  )
  return {
    rows: await tellLines(context, page.rows),
    next: page.next,
    total: await countRows(
      tx,
      (limit) => sql`(select from application_line l
        join application_standing st on st.organisation_id = l.organisation_id and st.application_id = l.application_id
        where l.organisation_id = ${actor.organisationId} and ${isReady} limit ${limit})`,
    ),
  }
})
