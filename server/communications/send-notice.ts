import { sql } from 'kysely'
import { type Contact, decideRecipient, type Recipient } from '#domain/communications/decide-recipient.ts'
import type { SkipReason } from '#domain/communications/kinds.ts'
import { dayInParis } from '#server/clock.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { type Delivery, messengerOf, type Outgoing } from '#server/outside/messenger.ts'
import { keepHouseholdNotice, type Notice, type NoticeReader, type NoticeWay } from './keep-notice.ts'
import { quietUntil } from './quiet-until.ts'
import { listDeadAddresses, type Reading, readFacing } from './recipient-store.ts'

const ways: readonly NoticeWay[] = ['email', 'sms']
type Written = Extract<Recipient, { outcome: 'send' }> & { channel: NoticeWay }
type Unwritten = Extract<Recipient, { outcome: 'skip' }>

/** For each, in the same order, the way the news takes today: what they left first, then what the file knows. */
export const decideReaders = async (
  reading: Reading,
  readers: readonly NoticeReader[],
): Promise<(Written | Unwritten)[]> => {
  const ids = readers.flatMap(({ householdId }) => householdId ?? [])
  const known = ids.length > 0 ? await readFacing(reading, ids) : new Map()
  const dead = {
    email: await listDeadAddresses(reading, 'email'),
    sms: await listDeadAddresses(reading, 'sms'),
  }
  return readers.map(({ householdId, email, phone }) => {
    const left: Contact = { personId: null, email, phones: phone ? [phone] : [], language: 'fr' }
    const file = householdId ? known.get(householdId) : nobodyKnown
    if (!file) return { outcome: 'skip', reason: 'file-merged', detail: null }
    const facts = { ...file, contacts: [left, ...file.contacts] }
    const decided = ways.map((channel) => {
      const hasBounced = (address: string) => dead[channel].has(address)
      return { channel, ...decideRecipient(facts, { channel, languages: ['fr'], hasBounced }) }
    })
    const written = decided.find((one): one is Written => one.outcome === 'send')
    return written ?? mostTelling(decided.filter((one) => one.outcome === 'skip'))
  })
}

const nobodyKnown = {
  isMerged: false,
  refusesAll: false,
  refusedChannels: [],
  preferredLanguage: null,
  postalAddress: null,
  contacts: [],
}

/** That they refused says more than that a number is missing. */
const mostTelling = (skips: readonly Unwritten[]): Unwritten =>
  skips.find(({ reason }) => reason === 'do-not-contact') ??
  skips.find(({ reason }) => reason === 'address-bounced') ??
  skips[0] ?? { outcome: 'skip', reason: 'no-email', detail: null }

type Leaving = { notice: Notice; recipient: Written; outgoing: Outgoing }
type Prepared = Leaving | { heldUntil: Date } | undefined
type Asked = { organisationId: string; noticeId: string }

/**
 * One piece of news, once, by the rules of every message: refusals, dead addresses, quiet hours, a proof. `compose` is
 * called at the last moment and gives nothing when the news is overtaken. The instant to try again, when it is held.
 */
export const sendNotice = async (
  house: House,
  asked: Asked,
  compose: (tx: Tx) => Promise<Notice | undefined>,
): Promise<Date | undefined> => {
  const here = <T>(work: (tx: Tx) => Promise<T>) => inOrganisation(house.database, asked.organisationId, work)
  const prepared = await here((tx) => prepare(house, tx, asked, compose))
  if (!prepared) return undefined
  if ('heldUntil' in prepared) return prepared.heldUntil
  let delivery: Delivery
  try {
    delivery = await messengerOf(house).send(prepared.outgoing)
  } catch (error) {
    // Nothing left: the next attempt begins again.
    await here((tx) => forget(tx, asked))
    throw error
  }
  await here((tx) => settle(house, tx, asked, prepared, delivery))
  return undefined
}

const prepare = async (
  house: House,
  tx: Tx,
  asked: Asked,
  compose: (tx: Tx) => Promise<Notice | undefined>,
): Promise<Prepared> => {
  const { organisationId, noticeId } = asked
  const now = house.clock.now()
  const known = await findNotice(tx, asked)
  if (known && known.state !== 'sending') return undefined
  if (known && !messengerOf(house).isRepeatable(known.channel)) {
    await tx
      .updateTable('notice')
      .where('organisation_id', '=', organisationId)
      .where('id', '=', noticeId)
      .set({ state: 'uncertain' })
      .execute()
    return undefined
  }
  const notice = await compose(tx)
  if (!notice) return undefined
  const reading = { tx, actor: { organisationId }, today: dayInParis(now), now }
  const [recipient] = await decideReaders(reading, [notice])
  if (!recipient || recipient.outcome === 'skip') {
    const reason = recipient?.reason ?? 'no-email'
    await insertNotice(tx, asked, notice, { state: 'skipped', skip_reason: reason, at: now })
    await keepHouseholdNotice({ tx, now, ...asked }, notice, { state: 'skipped', reason })
    return undefined
  }
  const heldUntil = await quietUntil(reading, recipient.channel)
  if (heldUntil) return { heldUntil }
  if (!known) await insertNotice(tx, asked, notice, { state: 'sending', channel: recipient.channel, at: now })
  return { notice, recipient, outgoing: outgoingOf(asked, notice, recipient) }
}

const outgoingOf = (
  { organisationId, noticeId }: Asked,
  notice: Notice,
  { channel, address }: Written,
): Outgoing => {
  const reference = `${organisationId}.${noticeId}`
  return channel === 'email'
    ? { channel, reference, to: address, subject: notice.subject, text: notice.text }
    : { channel, reference, to: address, text: notice.sms }
}

const findNotice = async (tx: Tx, { organisationId, noticeId }: Asked) => {
  const { rows } = await sql<{ state: string; channel: NoticeWay }>`select state, channel from notice
    where organisation_id = ${organisationId} and id = ${noticeId} for update`.execute(tx)
  return rows[0]
}

type Became = { state: string; at: Date; skip_reason?: SkipReason; channel?: NoticeWay }

const insertNotice = (
  tx: Tx,
  { organisationId, noticeId }: Asked,
  { aboutId, news }: Notice,
  became: Became,
) =>
  tx
    .insertInto('notice')
    .values({ organisation_id: organisationId, id: noticeId, about_id: aboutId, news, ...became })
    .execute()

const forget = async (tx: Tx, { organisationId, noticeId }: Asked): Promise<void> => {
  await tx
    .deleteFrom('notice')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', noticeId)
    .where('state', '=', 'sending')
    .execute()
}

const settle = async (
  house: House,
  tx: Tx,
  asked: Asked,
  { notice, recipient }: Leaving,
  delivery: Delivery,
): Promise<void> => {
  const { organisationId, noticeId } = asked
  const now = house.clock.now()
  const became =
    delivery.outcome === 'accepted'
      ? { state: 'sent', sha256: delivery.sha256, provider_id: delivery.providerId, at: now }
      : { state: 'failed', at: now }
  await tx
    .updateTable('notice')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', noticeId)
    .set(became)
    .execute()
  await keepHouseholdNotice({ tx, now, ...asked }, notice, { state: 'sent', recipient, delivery })
  if (delivery.outcome === 'refused' && delivery.isPermanent)
    await sql`insert into dead_address (organisation_id, channel, address, since, reason)
      values (${organisationId}, ${recipient.channel}, ${recipient.address}, ${now}, ${delivery.reason})
      on conflict (organisation_id, channel, address) do nothing`.execute(tx)
}
