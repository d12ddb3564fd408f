import { sql } from 'kysely'
import type { Channel } from '#domain/communications/kinds.ts'
import { dayInParis } from '#server/clock.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { recordAll } from '#server/journal.ts'
import { type LetterPage, typesetLetter } from '#server/letters/typeset-letter.ts'
import { type Delivery, fingerprintOf, messengerOf, type Outgoing } from '#server/outside/messenger.ts'
import { type Judged, judgeMany, type Wordings } from './decide-many.ts'
import { keepLetters, type MadeLetter } from './keep-letters.ts'
import { markReturned } from './mark-returned.ts'

export type Sender = {
  house: House
  organisationId: string
  batchId: string
  channel: Channel
  templateId: string
  /** Who released the batch: they sign, and the journal says so. */
  name: string
  membershipId: string
  /** What this run already tried in vain: the next run tries again. */
  triedIds: Set<string>
}

/** `settled` leave the queue for good; the others are tried again. */
export type Slice = { taken: number; settled: number }

const perSlice = 50
const mostAttempts = 5

type Claimed = { id: string; householdId: string; language: string | null; number: number | null }
type Ready = { id: string; householdId: string; address: string; subject: string; body: string }

export const sendSlice = (sender: Sender): Promise<Slice> =>
  sender.channel === 'letter' ? sendLetters(sender) : sendWords(sender)

const here = <T>(sender: Sender, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inOrganisation(sender.house.database, sender.organisationId, work)

/** The letters of a slice, their files and what is known of them are written together, or not at all. */
const sendLetters = (sender: Sender): Promise<Slice> =>
  here(sender, async (tx) => {
    const claimed = await claim(sender, tx)
    const { ready, settled } = await prepare(sender, tx, claimed)
    const made: MadeLetter[] = []
    const now = sender.house.clock.now()
    for (const { id, householdId, judged } of ready) {
      const pdf = judged.message && print(sender, judged.message.page, now)
      if (!judged.message || !pdf) {
        await fail(sender, tx, id, 'Ce courrier n’a pas pu être mis en page.')
        continue
      }
      const { subject, text } = judged.message
      const { organisationId } = sender
      const outgoing = { channel: 'letter', reference: referenceOf(sender, id), organisationId, pdf } as const
      const delivery = await messengerOf(sender.house).send(outgoing)
      if (delivery.outcome === 'refused' || !delivery.stored) throw new Error('a letter was not stored')
      made.push({ id, householdId, subject, body: text, stored: delivery.stored })
    }
    await keepLetters({ tx, sender, now }, made)
    await journalSent(sender, tx, made)
    return { taken: claimed.length, settled: settled + ready.length }
  })

/** A letter that cannot be printed stops none of the others. */
const print = ({ house }: Sender, page: LetterPage, now: Date): Uint8Array | undefined => {
  try {
    return typesetLetter(page, now)
  } catch (error) {
    house.log.error({ job: 'send-batch', problem: String(error).slice(0, 200) }, 'a letter does not print')
    return undefined
  }
}

const fail = async ({ organisationId }: Sender, tx: Tx, id: string, problem: string): Promise<void> => {
  await tx
    .updateTable('message')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .set({ state: 'failed', problem })
    .execute()
}

/** Words are frozen and marked as leaving before they leave: after a stop, what was said is known. */
const sendWords = async (sender: Sender): Promise<Slice> => {
  const { taken, settled, ready } = await here(sender, async (tx) => {
    const claimed = await claim(sender, tx)
    const prepared = await prepare(sender, tx, claimed)
    return {
      taken: claimed.length,
      settled: prepared.settled,
      ready: await freeze(sender, tx, prepared.ready),
    }
  })
  let count = settled
  for (const message of ready) if (await sendOne(sender, message)) count += 1
  return { taken, settled: count }
}

const claim = async ({ organisationId, batchId, triedIds }: Sender, tx: Tx): Promise<Claimed[]> => {
  const { rows } =
    await sql<Claimed>`select id, household_id as "householdId", language, wording_number as number
    from message where organisation_id = ${organisationId} and batch_id = ${batchId} and state = 'queued'
      and not id = any (${[...triedIds]}::uuid[])
    order by id limit ${perSlice} for update skip locked`.execute(tx)
  return rows
}

type Prepared = { id: string; householdId: string; judged: Judged }

/** Everything is judged again at the last moment: a refusal of this morning is honoured this afternoon. */
const prepare = async (
  sender: Sender,
  tx: Tx,
  claimed: readonly Claimed[],
): Promise<{ ready: Prepared[]; settled: number }> => {
  if (claimed.length === 0) return { ready: [], settled: 0 }
  const { organisationId, name, channel, house } = sender
  const reading = { tx, actor: { organisationId, name }, today: dayInParis(house.clock.now()) }
  const wordings = await readPinnedWordings(sender, tx)
  const ids = claimed.map(({ householdId }) => householdId)
  const judged = await judgeMany(reading, ids, { channel, wordings })
  const ready: Prepared[] = []
  for (const { id, householdId } of claimed) {
    const one = judged.get(householdId)
    if (one?.recipient.outcome === 'send') ready.push({ id, householdId, judged: one })
    else await skip(sender, tx, id, one)
  }
  await readdress(sender, tx, ready, wordings)
  return { ready, settled: claimed.length - ready.length }
}

/** The wordings of the rehearsal: what was read is what leaves, whatever was edited since. */
const readPinnedWordings = async (
  { organisationId, batchId, templateId }: Sender,
  tx: Tx,
): Promise<Wordings> => {
  const { rows } = await sql<{ language: string; number: number; subject: string; body: string }>`
    select w.language, w.number, w.subject, w.body from message_wording w
    where w.organisation_id = ${organisationId} and w.template_id = ${templateId} and w.body is not null
      and (w.language, w.number) in (select language, wording_number from message
        where organisation_id = ${organisationId} and batch_id = ${batchId} and wording_number is not null)`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.language, row]))
}

const skip = async ({ organisationId }: Sender, tx: Tx, id: string, judged: Judged | undefined) => {
  const why = judged?.recipient.outcome === 'skip' ? judged.recipient : undefined
  await tx
    .updateTable('message')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .set({ state: 'skipped', skip_reason: why?.reason ?? 'file-merged', skip_detail: why?.detail ?? null })
    .execute()
}

/** Whoever moved or changed numbers since the rehearsal is written to where they are. */
const readdress = async (
  { organisationId }: Sender,
  tx: Tx,
  ready: readonly Prepared[],
  wordings: Wordings,
) => {
  const rows = ready.flatMap(({ id, judged: { recipient } }) =>
    recipient.outcome === 'send'
      ? [{ ...recipient, id, number: wordings.get(recipient.language)?.number ?? null }]
      : [],
  )
  await sql`update message m set address = r.address, person_id = r."personId", language = r.language,
      untranslated = r.untranslated, wording_number = r.number
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, address text, "personId" uuid, language text, untranslated text, number int)
    where m.organisation_id = ${organisationId} and m.id = r.id`.execute(tx)
}

const freeze = async (sender: Sender, tx: Tx, ready: readonly Prepared[]): Promise<Ready[]> => {
  const frozen = ready.flatMap(({ id, householdId, judged: { recipient, message } }): Ready[] =>
    recipient.outcome === 'send' && message
      ? [{ id, householdId, address: recipient.address, subject: message.subject, body: message.text }]
      : [],
  )
  const rows = frozen.map((one) => ({
    ...one,
    sha256: `\\x${fingerprintOf(wordsOf(sender, one)).toString('hex')}`,
  }))
  await sql`update message m set state = 'sending', subject = r.subject, body = r.body, sha256 = r.sha256::bytea,
      attempts = attempts + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, subject text, body text, sha256 text)
    where m.organisation_id = ${sender.organisationId} and m.id = r.id`.execute(tx)
  return frozen
}

const wordsOf = ({ channel }: Sender, { subject, body }: Ready) =>
  channel === 'email' ? `${subject}\n\n${body}` : body

/** What the provider calls this message when it tells what became of it. */
const referenceOf = ({ organisationId }: Sender, messageId: string) => `${organisationId}.${messageId}`

const outgoingOf = (sender: Sender, { id, address, subject, body }: Ready): Outgoing => {
  const reference = referenceOf(sender, id)
  return sender.channel === 'email'
    ? { channel: 'email', reference, to: address, subject, text: body }
    : { channel: 'sms', reference, to: address, text: body }
}

/** True when the message needs nothing more; false when it is to be tried again. */
const sendOne = async (sender: Sender, message: Ready): Promise<boolean> => {
  let delivery: Delivery
  try {
    delivery = await messengerOf(sender.house).send(outgoingOf(sender, message))
  } catch (error) {
    sender.house.log.warn(
      { job: 'send-batch', problem: String(error).slice(0, 200) },
      'a message did not leave',
    )
    const hasFailed = await here(sender, (tx) => giveBack(sender, tx, message.id))
    if (!hasFailed) sender.triedIds.add(message.id)
    return hasFailed
  }
  await here(sender, (tx) => settle(sender, tx, message, delivery))
  return true
}

const giveBack = async ({ organisationId }: Sender, tx: Tx, id: string): Promise<boolean> => {
  const { rows } = await sql<{ state: string }>`update message
    set state = case when attempts >= ${mostAttempts} then 'failed' else 'queued' end,
      problem = 'Le service d’envoi n’a pas répondu.'
    where organisation_id = ${organisationId} and id = ${id} returning state`.execute(tx)
  return rows[0]?.state === 'failed'
}

const settle = async (sender: Sender, tx: Tx, message: Ready, delivery: Delivery): Promise<void> => {
  const { house, organisationId } = sender
  const now = house.clock.now()
  if (delivery.outcome === 'refused') {
    const { isPermanent, reason } = delivery
    await fail(sender, tx, message.id, reason)
    await markReturned({ tx, organisationId, now }, message.id, { isPermanent, reason })
    return
  }
  await tx
    .updateTable('message')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', message.id)
    .set({
      state: 'sent',
      sent_at: now,
      provider_id: delivery.providerId,
      sha256: delivery.sha256,
      problem: null,
    })
    .execute()
  await journalSent(sender, tx, [message])
}

const journalSent = (
  { organisationId, membershipId, channel }: Sender,
  tx: Tx,
  sent: readonly { id: string; householdId: string }[],
) =>
  recordAll(
    { tx, actor: { organisationId, membershipId } },
    sent.map(({ id, householdId }) => ({
      act: 'message-sent',
      subject: { kind: 'message', id },
      householdId,
      after: { channel },
    })),
  )

/** What a run that was killed had begun to send. */
export const finishLeftovers = async (sender: Sender): Promise<void> => {
  const { organisationId, batchId, channel, house } = sender
  const left = await here(sender, async (tx) => {
    const { rows } =
      await sql<Ready>`select id, household_id as "householdId", address, subject, body from message
      where organisation_id = ${organisationId} and batch_id = ${batchId} and state = 'sending' order by id`.execute(
        tx,
      )
    return rows
  })
  if (messengerOf(house).isRepeatable(channel)) {
    for (const message of left) await sendOne(sender, message)
    return
  }
  await here(sender, (tx) =>
    sql`update message set state = 'uncertain',
        problem = 'L’envoi a été interrompu : on ne sait pas si ce message est parti.'
      where organisation_id = ${organisationId} and batch_id = ${batchId} and state = 'sending'`.execute(tx),
  )
}
