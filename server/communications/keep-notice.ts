import { randomUUIDv7 } from 'node:crypto'
import type { SkipReason } from '#domain/communications/kinds.ts'
import type { Tx } from '#server/db.ts'
import { record } from '#server/journal.ts'
import type { Delivery } from '#server/outside/messenger.ts'

/** Whom a piece of news is for: a household, somebody who only left a way to be told, or both. */
export type NoticeReader = { householdId: string | null; email: string | null; phone: string | null }
export type Notice = NoticeReader & {
  /** What it speaks of, and what it says of it. */
  aboutId: string
  news: string
  subject: string
  text: string
  sms: string
  /** In whose name it leaves. */
  membershipId: string
}
export type NoticeWay = 'email' | 'sms'

type Writer = { tx: Tx; now: Date; organisationId: string; noticeId: string }
type Became =
  | { state: 'skipped'; reason: SkipReason }
  | {
      state: 'sent'
      recipient: { channel: NoticeWay; address: string; personId: string | null }
      delivery: Delivery
    }

/** News told to a household, or not, stands among the messages of its file. */
export const keepHouseholdNotice = async (writer: Writer, notice: Notice, became: Became): Promise<void> => {
  const { tx, now, organisationId, noticeId } = writer
  const { householdId } = notice
  if (!householdId) return
  const channel = became.state === 'sent' ? became.recipient.channel : 'email'
  const batchId = randomUUIDv7()
  const shared = { organisation_id: organisationId, channel, compartment: 'social', created_at: now }
  const { membershipId, subject } = notice
  await tx
    .insertInto('message_batch')
    .values({
      ...shared,
      ...{ id: batchId, name: subject, source: 'notice', state: 'done' },
      ...{ created_by: membershipId, released_by: membershipId, released_at: now, ended_at: now },
    })
    .execute()
  await tx
    .insertInto('message')
    .values({
      ...shared,
      id: noticeId,
      batch_id: batchId,
      household_id: householdId,
      ...columnsOf(notice, became, now),
    })
    .execute()
  if (became.state === 'sent' && became.delivery.outcome === 'accepted')
    await record(
      { tx, actor: { organisationId } },
      { act: 'message-sent', subject: { kind: 'message', id: noticeId }, householdId, after: { channel } },
    )
}

const columnsOf = (notice: Notice, became: Became, now: Date) => {
  if (became.state === 'skipped') return { state: 'skipped', skip_reason: became.reason, language: 'fr' }
  const { recipient, delivery } = became
  const said = {
    address: recipient.address,
    person_id: recipient.personId,
    language: 'fr',
    subject: notice.subject,
    body: recipient.channel === 'sms' ? notice.sms : notice.text,
    attempts: 1,
  }
  return delivery.outcome === 'accepted'
    ? { ...said, state: 'sent', sha256: delivery.sha256, provider_id: delivery.providerId, sent_at: now }
    : {
        ...said,
        ...{ state: 'failed', problem: delivery.reason, bounced_at: now },
        ...{ bounce_reason: delivery.reason, bounce_is_permanent: delivery.isPermanent },
      }
}
