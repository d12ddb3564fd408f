import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Channel, Compartment, MessageState, SkipReason } from '#domain/communications/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { countRows } from '#server/count-rows.ts'
import type { Tx } from '#server/db.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'

type Here = { tx: Tx; actor: { organisationId: string } }
type Page = { after?: string | undefined; limit: number }

export type StoredMessage = {
  messageId: string
  batchId: string
  householdId: string
  householdLabel: string
  name: string
  channel: Channel
  compartment: Compartment
  state: MessageState
  skipReason: SkipReason | null
  skipDetail: string | null
  address: string | null
  language: string | null
  untranslated: string | null
  wordingNumber: number | null
  templateId: string | null
  problem: string | null
  subject: string | null
  body: string | null
  sha256: Buffer | null
  providerId: string | null
  fileId: string | null
  sentAt: Date | null
  deliveredAt: Date | null
  bouncedAt: Date | null
  bounceReason: string | null
  bounceIsPermanent: boolean | null
  releasedBy: string | null
  postedOn: PlainDate | null
}

const messages = sql`select m.id as "messageId", m.batch_id as "batchId", m.household_id as "householdId",
    h.label as "householdLabel", b.name, m.channel, m.compartment, m.state, m.skip_reason as "skipReason",
    m.skip_detail as "skipDetail", m.address, m.language, m.untranslated, m.wording_number as "wordingNumber",
    b.template_id as "templateId", m.problem, m.subject, m.body, m.sha256, m.provider_id as "providerId",
    m.file_id as "fileId", m.sent_at as "sentAt", m.delivered_at as "deliveredAt", m.bounced_at as "bouncedAt",
    m.bounce_reason as "bounceReason", m.bounce_is_permanent as "bounceIsPermanent", r.name as "releasedBy",
    b.posted_on as "postedOn"
  from message m
  join message_batch b on b.organisation_id = m.organisation_id and b.id = m.batch_id
  join household h on h.organisation_id = m.organisation_id and h.id = m.household_id
  left join membership r on r.organisation_id = b.organisation_id and r.id = b.released_by`

/** What the screens show of a message; never its words, which are opened one by one. */
export const rowOf = (message: StoredMessage) => ({
  messageId: message.messageId,
  householdId: message.householdId,
  householdLabel: message.householdLabel,
  batchId: message.batchId,
  name: message.name,
  channel: message.channel,
  compartment: message.compartment,
  state: message.state,
  skipReason: message.skipReason,
  skipDetail: message.skipDetail,
  address: message.address,
  language: message.language,
  untranslated: message.untranslated,
  problem: message.problem,
  sentAt: message.sentAt?.toISOString() ?? null,
  deliveredAt: message.deliveredAt?.toISOString() ?? null,
  bouncedAt: message.bouncedAt?.toISOString() ?? null,
  bounceReason: message.bounceReason,
  hasFile: message.fileId !== null,
  releasedBy: message.releasedBy,
  postedOn: message.postedOn,
})

export type RecipientFilter = {
  batchId: string
  state?: MessageState | undefined
  reason?: SkipReason | undefined
  returned?: true | undefined
  text?: string | undefined
}

const matchingOf = ({ actor }: Here, filter: RecipientFilter): RawBuilder<SqlBool> => {
  const all = [sql<SqlBool>`m.organisation_id = ${actor.organisationId} and m.batch_id = ${filter.batchId}`]
  if (filter.state !== undefined) all.push(sql`m.state = ${filter.state}`)
  if (filter.reason !== undefined) all.push(sql`m.skip_reason = ${filter.reason}`)
  if (filter.returned) all.push(sql`m.bounced_at is not null`)
  for (const word of filter.text?.split(/\s+/).filter(Boolean) ?? [])
    all.push(sql`fold(h.label) like '%' || fold(${word.replace(/[\\%_]/g, '\\$&')}) || '%'`)
  return sql.join(all, sql` and `)
}

export const pageRecipients = async (here: Here, filter: RecipientFilter, { after, limit }: Page) => {
  const matching = matchingOf(here, filter)
  const { rows } = await sql<StoredMessage>`${messages}
    where ${matching} and ${isAfter([sql`h.label`, sql`m.id::text`], decodeKey(after, 2))}
    order by h.label, m.id::text limit ${limit + 1}`.execute(here.tx)
  return {
    ...cutPage(rows, limit, (row) => encodeKey(row.householdLabel, row.messageId)),
    total: await countRows(
      here.tx,
      (most) => sql`(select from message m join household h on h.organisation_id = m.organisation_id
        and h.id = m.household_id where ${matching} limit ${most})`,
    ),
  }
}

type HouseholdFilter = {
  householdId: string
  sides: readonly Compartment[]
  channel?: Channel | undefined
}

/** Messages of a household that left, should have left or came back; what is still being prepared is not one of them. */
export const pageHouseholdMessages = async (
  { tx, actor }: Here,
  { householdId, sides, channel }: HouseholdFilter,
  { after, limit }: Page,
) => {
  const matching = sql`m.organisation_id = ${actor.organisationId} and m.household_id = ${householdId}
    and m.compartment = any (${[...sides]}::text[]) and m.state not in ('planned', 'cancelled')
    and (m.state <> 'skipped' or m.batch_id in (select id from message_batch
      where organisation_id = ${actor.organisationId} and state in ('released', 'done')))
    and (${channel ?? null}::text is null or m.channel = ${channel ?? null})`
  const { rows } = await sql<StoredMessage>`${messages}
    where ${matching} and (${after ?? null}::text is null or m.id::text < ${after ?? null})
    order by m.id::text desc limit ${limit + 1}`.execute(tx)
  return {
    ...cutPage(rows, limit, (row) => row.messageId),
    total: await countRows(tx, (most) => sql`(select from message m where ${matching} limit ${most})`),
  }
}

type ReturnFilter = { sides: readonly Compartment[]; channel?: Channel | undefined }

export const pageReturns = async (
  { tx, actor }: Here,
  { sides, channel }: ReturnFilter,
  { after, limit }: Page,
) => {
  const matching = sql`m.organisation_id = ${actor.organisationId} and m.bounced_at is not null
    and m.compartment = any (${[...sides]}::text[]) and (${channel ?? null}::text is null or m.channel = ${channel ?? null})`
  const [at, id] = decodeKey(after, 2) ?? []
  const from = typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? { at, id: String(id) } : undefined
  const { rows } = await sql<StoredMessage>`${messages}
    where ${matching} and ${from ? sql`(date_trunc('milliseconds', m.bounced_at), m.id::text) < (${from.at}::timestamptz, ${from.id})` : sql`true`}
    order by date_trunc('milliseconds', m.bounced_at) desc, m.id::text desc limit ${limit + 1}`.execute(tx)
  return {
    ...cutPage(rows, limit, (row) => encodeKey(row.bouncedAt?.toISOString() ?? '', row.messageId)),
    total: await countRows(tx, (most) => sql`(select from message m where ${matching} limit ${most})`),
  }
}

/** One message, whoever asks for it: the caller checks its side. */
export const findMessage = async (
  { tx, actor }: Here,
  messageId: string,
): Promise<StoredMessage | undefined> => {
  const { rows } = await sql<StoredMessage>`${messages}
    where m.organisation_id = ${actor.organisationId} and m.id = ${messageId}`.execute(tx)
  return rows[0]
}
