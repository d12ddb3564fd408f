import { sql } from 'kysely'
import type {
  BatchSource,
  BatchState,
  Channel,
  Compartment,
  MessageState,
  SkipReason,
} from '#domain/communications/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { countRows } from '#server/count-rows.ts'
import type { Tx } from '#server/db.ts'
import { cutPage } from '#server/keyset.ts'

type Here = { tx: Tx; actor: { organisationId: string } }

export type StoredBatch = {
  batchId: string
  name: string
  channel: Channel
  compartment: Compartment
  source: BatchSource
  state: BatchState
  createdBy: string
  createdAt: Date
  releasedBy: string | null
  releasedAt: Date | null
  heldUntil: Date | null
  endedAt: Date | null
  postedOn: PlainDate | null
  version: number
  templateId: string | null
  templateName: string | null
  workId: string | null
}

const batches = sql`select b.id as "batchId", b.name, b.channel, b.compartment, b.source, b.state,
    c.name as "createdBy", b.created_at as "createdAt", r.name as "releasedBy", b.released_at as "releasedAt",
    b.held_until as "heldUntil", b.ended_at as "endedAt", b.posted_on as "postedOn", b.version,
    b.template_id as "templateId", t.name as "templateName", b.work_id as "workId"
  from message_batch b
  join membership c on c.organisation_id = b.organisation_id and c.id = b.created_by
  left join membership r on r.organisation_id = b.organisation_id and r.id = b.released_by
  left join message_template t on t.organisation_id = b.organisation_id and t.id = b.template_id`

/** A batch of a side the caller does not read is not there. */
export const findBatch = async (
  { tx, actor }: Here,
  batchId: string,
  sides: readonly Compartment[],
): Promise<StoredBatch | undefined> => {
  const { rows } = await sql<StoredBatch>`${batches} where b.organisation_id = ${actor.organisationId}
    and b.id = ${batchId} and b.compartment = any (${[...sides]}::text[])`.execute(tx)
  return rows[0]
}

/** The same, held until the end of the transaction: of two people who act on a batch, one waits for the other. */
export const holdBatch = async (
  here: Here,
  batchId: string,
  sides: readonly Compartment[],
): Promise<StoredBatch | undefined> => {
  await sql`select from message_batch where organisation_id = ${here.actor.organisationId} and id = ${batchId}
    for update`.execute(here.tx)
  return findBatch(here, batchId, sides)
}

type Page = { after?: string | undefined; limit: number }
type BatchFilter = { sides: readonly Compartment[]; state?: BatchState | undefined }
type Counted = StoredBatch & { recipients: number; sent: number; skipped: number; returned: number }

export const pageBatches = async (
  { tx, actor }: Here,
  { sides, state }: BatchFilter,
  { after, limit }: Page,
) => {
  const matching = sql`b.organisation_id = ${actor.organisationId} and b.compartment = any (${[...sides]}::text[])
    and b.source <> 'notice' and (${state ?? null}::text is null or b.state = ${state ?? null})`
  const { rows: found } = await sql<Counted>`select page.*, counted.* from (${batches}
      where ${matching} and (${after ?? null}::text is null or b.id::text < ${after ?? null})
      order by b.id::text desc limit ${limit + 1}) page
    left join lateral (select count(*)::int as recipients,
        count(*) filter (where m.state = 'sent')::int as sent,
        count(*) filter (where m.state = 'skipped')::int as skipped,
        count(*) filter (where m.bounced_at is not null)::int as returned
      from message m where m.organisation_id = ${actor.organisationId} and m.batch_id = page."batchId") counted on true
    order by page."batchId"::text desc`.execute(tx)
  return {
    ...cutPage(found, limit, (row) => row.batchId),
    total: await countRows(tx, (most) => sql`(select from message_batch b where ${matching} limit ${most})`),
  }
}

export type BatchCounts = {
  states: { state: MessageState; count: number }[]
  reasons: { reason: SkipReason; count: number }[]
  untranslated: { language: string; count: number }[]
  delivered: number
  returned: number
}

export const countMessages = async ({ tx, actor }: Here, batchId: string): Promise<BatchCounts> => {
  const { rows } = await sql<{
    state: MessageState
    reason: SkipReason | null
    language: string | null
    count: number
    delivered: number
    returned: number
  }>`select state, skip_reason as reason, untranslated as language, count(*)::int as count,
      count(delivered_at)::int as delivered, count(bounced_at)::int as returned
    from message where organisation_id = ${actor.organisationId} and batch_id = ${batchId}
    group by state, skip_reason, untranslated`.execute(tx)
  return {
    states: gather(rows, ({ state }) => state).map(([state, count]) => ({ state, count })),
    reasons: gather(rows, ({ reason }) => reason).map(([reason, count]) => ({ reason, count })),
    untranslated: gather(rows, ({ language }) => language).map(([language, count]) => ({ language, count })),
    delivered: rows.reduce((sum, row) => sum + row.delivered, 0),
    returned: rows.reduce((sum, row) => sum + row.returned, 0),
  }
}

const gather = <Row extends { count: number }, K extends string>(
  rows: readonly Row[],
  keyOf: (row: Row) => K | null,
): [K, number][] => {
  const counts = new Map<K, number>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + row.count)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])
}
