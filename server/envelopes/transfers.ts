import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { decideTransferEnds } from '#domain/envelopes/transfers.ts'
import { readTermsAt } from '#server/conventions/read-terms.ts'
import { countRows } from '#server/count-rows.ts'
import { allotTo, shortageOf } from '#server/envelopes/allot.ts'
import { type LockedEnvelope, lockEnvelopes } from '#server/envelopes/locked-envelope.ts'
import { tellTransfer, transfersOf } from '#server/envelopes/transfer-rows.ts'
import { record } from '#server/journal.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { type Acting, useCase } from '#server/use-case.ts'

const rank = sql<number>`case t.state when 'proposed' then 0 else 1 end`

export const listTransfers = useCase(
  contract.envelopes.listTransfers,
  async (context, { state, after, limit }) => {
    const { tx, actor } = context
    const filter = state ? sql<boolean>`t.state = ${state}` : sql<boolean>`true`
    const rows = await transfersOf(context)
      .where(filter)
      .where(isAfter([rank, sql`t.id`], decodeKey(after, 2)))
      .orderBy(rank)
      .orderBy('t.id')
      .limit(limit + 1)
      .execute()
    const page = cutPage(rows, limit, (row) => encodeKey(row.state === 'proposed' ? 0 : 1, row.id))
    return {
      rows: page.rows.map(tellTransfer),
      next: page.next,
      total: await countRows(
        tx,
        (most) => sql`(select from envelope_transfer t
          where t.organisation_id = ${actor.organisationId} and ${filter} limit ${most})`,
      ),
    }
  },
)

export const proposeTransfer = useCase(contract.envelopes.proposeTransfer, async (context, input) => {
  const { fromEnvelopeId, toEnvelopeId, cents, on, reason } = input
  if (fromEnvelopeId === toEnvelopeId) return context.refuse('same-envelope')
  const held = await lockEnvelopes(context, [fromEnvelopeId, toEnvelopeId])
  const [from, to] = [held.get(fromEnvelopeId), held.get(toEnvelopeId)]
  if (!from || !to) return context.refuse('unknown-record')
  const refusal = decideTransferEnds(await endOf(context, from), await endOf(context, to))
  if (refusal) return context.refuse(refusal)
  const shortage = await shortageOf(context, from, cents, on)
  if (shortage) return context.refuse('not-enough', shortage)
  const transferId = randomUUIDv7()
  const { tx, actor, now } = context
  await tx
    .insertInto('envelope_transfer')
    .values({
      organisation_id: actor.organisationId,
      id: transferId,
      from_envelope_id: fromEnvelopeId,
      to_envelope_id: toEnvelopeId,
      cents,
      on_date: on,
      reason,
      proposed_by: actor.membershipId,
      proposed_at: now,
    })
    .execute()
  await record(context, {
    act: 'transfer-proposed',
    subject: { kind: 'envelope', id: fromEnvelopeId },
    after: { transferId, toEnvelopeId, cents, on, reason },
  })
  return { transferId }
})

/** The terms that bound what leaves an envelope, and what enters it. */
const endOf = async (context: Acting, { conventionId }: LockedEnvelope) => {
  if (conventionId === null) return { conventionId, familyId: null, fungibility: 'none' as const }
  const { tx, actor, today } = context
  const { framework_id } = await tx
    .selectFrom('convention')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', conventionId)
    .select('framework_id')
    .executeTakeFirstOrThrow()
  const terms = await readTermsAt(context, conventionId, today)
  return {
    conventionId,
    familyId: framework_id ?? conventionId,
    fungibility: terms?.clauses.fungibility ?? ('none' as const),
  }
}

export const decideTransfer = useCase(contract.envelopes.decideTransfer, async (context, input) => {
  const { transferId, version, decision, reason } = input
  const transfer = await lockTransfer(context, transferId)
  if (!transfer) return context.refuse('unknown-record')
  if (transfer.version !== version) return context.refuse('stale-version', { state: transfer.state })
  if (transfer.state !== 'proposed') return context.refuse('already-decided')
  if (transfer.proposed_by === context.actor.membershipId) return context.refuse('own-proposal')
  if (decision === 'refused' && !reason) return context.refuse('reason-missing')
  if (decision === 'approved') {
    const shortage = await moveMoney(context, transfer)
    if (shortage) return context.refuse('not-enough', shortage)
  }
  await settle(context, transfer, decision, reason)
  return { version: version + 1 }
})

/** Both envelopes are held, in the order of their identifiers, before either is looked at. */
const moveMoney = async (context: Acting, transfer: LockedTransfer) => {
  const held = await lockEnvelopes(context, [transfer.from_envelope_id, transfer.to_envelope_id])
  const from = held.get(transfer.from_envelope_id) as LockedEnvelope
  const to = held.get(transfer.to_envelope_id) as LockedEnvelope
  const moved = {
    kind: 'transfer' as const,
    on: transfer.on_date,
    transferId: transfer.id,
    reason: transfer.reason,
  }
  const shortage = await allotTo(context, from, { ...moved, cents: -transfer.cents })
  if (!shortage) await allotTo(context, to, { ...moved, cents: transfer.cents })
  return shortage
}

export const withdrawTransfer = useCase(
  contract.envelopes.withdrawTransfer,
  async (context, { transferId, version }) => {
    const transfer = await lockTransfer(context, transferId)
    if (!transfer) return context.refuse('unknown-record')
    if (transfer.version !== version) return context.refuse('stale-version', { state: transfer.state })
    if (transfer.state !== 'proposed') return context.refuse('already-decided')
    if (transfer.proposed_by !== context.actor.membershipId) return context.refuse('not-yours')
    await settle(context, transfer, 'withdrawn', null)
    return { version: version + 1 }
  },
)

const lockTransfer = ({ tx, actor }: Acting, transferId: string) =>
  tx
    .selectFrom('envelope_transfer')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', transferId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
type LockedTransfer = NonNullable<Awaited<ReturnType<typeof lockTransfer>>>

const settle = async (
  context: Acting,
  transfer: LockedTransfer,
  state: 'approved' | 'refused' | 'withdrawn',
  reason: string | null,
) => {
  const { tx, actor, now } = context
  await tx
    .updateTable('envelope_transfer')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', transfer.id)
    .set({
      state,
      decided_by: actor.membershipId,
      decided_at: now,
      decision_reason: reason,
      version: transfer.version + 1,
    })
    .execute()
  await record(context, {
    act: `transfer-${state}`,
    subject: { kind: 'envelope', id: transfer.from_envelope_id },
    after: { transferId: transfer.id, toEnvelopeId: transfer.to_envelope_id, cents: transfer.cents, reason },
  })
}
