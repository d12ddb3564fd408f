import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { reachOf } from '#domain/access.ts'
import type { Channel, RefusalOrigin } from '#domain/communications/kinds.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { findMessage } from './message-store.ts'
import { decideEveryChannel, type Facing } from './recipient-store.ts'

const { communications } = contract

type RefusalRow = {
  refusalId: string
  channel: Channel
  origin: RefusalOrigin
  reason: string | null
  fromOn: PlainDate
  untilOn: PlainDate | null
  isRunning: boolean
  recordedBy: string
}

const listRefusals = async ({ tx, actor, today }: Acting, householdId: string): Promise<RefusalRow[]> => {
  const { rows } = await sql<
    RefusalRow & { recordedById: string }
  >`select r.id as "refusalId", r.channel, r.origin, r.reason, r.from_on as "fromOn",
      r.until_on as "untilOn", (r.from_on <= ${today} and (r.until_on is null or r.until_on >= ${today})) as "isRunning",
      m.name as "recordedBy", r.recorded_by as "recordedById"
    from contact_refusal r
    join membership m on m.organisation_id = r.organisation_id and m.id = r.recorded_by
    where r.organisation_id = ${actor.organisationId} and r.household_id = ${householdId}
    order by r.from_on desc, r.id desc limit 100`.execute(tx)
  const readsSocial = reachOf(actor.role, 'read-social-situation') !== 'never'
  // Why one refuses may tell of the social side: rent staff read that it is refused, and their own words.
  return rows.map(({ recordedById, ...row }) =>
    readsSocial || recordedById === actor.membershipId ? row : { ...row, origin: 'other', reason: null },
  )
}

const addressesOf = (facts: Facing): string[] => [
  ...(facts.postalAddress ? [facts.postalAddress.join('\n')] : []),
  ...facts.contacts.flatMap(({ email }) => (email ? [email.trim().toLowerCase()] : [])),
]

/** Those of the addresses this household has today, or that its own messages went to. */
const listDead = async ({ tx, actor }: Acting, householdId: string, facts: Facing) => {
  const { rows } = await sql<{ channel: Channel; address: string; since: Date; reason: string }>`
    select d.channel, d.address, d.since, d.reason from dead_address d
    where d.organisation_id = ${actor.organisationId} and (d.address = any (${addressesOf(facts)}::text[])
      or exists (select from message m where m.organisation_id = d.organisation_id and m.household_id = ${householdId}
        and m.channel = d.channel and m.address = d.address))
    order by d.since desc limit 100`.execute(tx)
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }))
}

const readContactRules = useCase(communications.readContactRules, async (context, { householdId }) => {
  const known = await decideEveryChannel(context, householdId)
  if (!known) return context.refuse('unknown-record')
  const { facts, decided } = known
  return {
    refusesAll: facts.refusesAll,
    refusals: await listRefusals(context, householdId),
    deadAddresses: await listDead(context, householdId, facts),
    today: decided.map(({ channel, recipient }) =>
      recipient.outcome === 'send'
        ? { channel, address: recipient.address, language: recipient.language, reason: null, detail: null }
        : { channel, address: null, language: null, reason: recipient.reason, detail: recipient.detail },
    ),
  }
})

const refuseChannel = useCase(communications.refuseChannel, async (context, input) => {
  const { tx, actor, today, now, refuse } = context
  const { householdId, channel, origin, reason, untilOn, messageId } = input
  if (untilOn !== null && untilOn < today) return refuse('past-day')
  const message = messageId ? await findMessage(context, messageId) : undefined
  if (messageId && message?.householdId !== householdId) return refuse('unknown-record')
  const running = (await listRefusals(context, householdId)).some(
    (one) => one.isRunning && one.channel === channel,
  )
  if (running) return refuse('already-refused')
  const refusalId = randomUUIDv7()
  await tx
    .insertInto('contact_refusal')
    .values({
      organisation_id: actor.organisationId,
      id: refusalId,
      household_id: householdId,
      channel,
      origin,
      reason,
      from_on: today,
      until_on: untilOn,
      message_id: messageId,
      recorded_by: actor.membershipId,
      recorded_at: now,
    })
    .execute()
  await record(context, {
    act: 'contact-refused',
    subject: { kind: 'contact-refusal', id: refusalId },
    householdId,
    after: { channel, untilOn },
  })
  return { refusalId }
})

/** It ends the day before: who asks this morning to hear from us again may be written to this afternoon. */
const endRefusal = useCase(communications.endRefusal, async (context, { householdId, refusalId }) => {
  const { tx, actor, today, refuse } = context
  const refusal = (await listRefusals(context, householdId)).find((one) => one.refusalId === refusalId)
  if (!refusal) return refuse('unknown-record')
  if (!refusal.isRunning) return refuse('already-ended')
  const here = sql`organisation_id = ${actor.organisationId} and id = ${refusalId}`
  if (refusal.fromOn === today) await sql`delete from contact_refusal where ${here}`.execute(tx)
  else
    await sql`update contact_refusal set until_on = ${addDays(today, -1)}, ended_by = ${actor.membershipId}
      where ${here}`.execute(tx)
  await record(context, {
    act: 'contact-refusal-ended',
    subject: { kind: 'contact-refusal', id: refusalId },
    householdId,
    after: { channel: refusal.channel },
  })
  return {}
})

const reviveAddress = useCase(
  communications.reviveAddress,
  async (context, { householdId, channel, address }) => {
    const { tx, actor, refuse } = context
    const known = await decideEveryChannel(context, householdId)
    const dead = known ? await listDead(context, householdId, known.facts) : []
    if (!dead.some((one) => one.channel === channel && one.address === address))
      return refuse('unknown-record')
    await tx
      .deleteFrom('dead_address')
      .where('organisation_id', '=', actor.organisationId)
      .where('channel', '=', channel)
      .where('address', '=', address)
      .execute()
    await record(context, {
      act: 'address-revived',
      subject: { kind: 'household', id: householdId },
      householdId,
      after: { channel },
    })
    return {}
  },
)

export const contactRuleUseCases = [readContactRules, refuseChannel, endRefusal, reviveAddress]
