import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { type Cents, largestAmountCents } from '#domain/money.ts'
import { splitReceipt } from '#domain/subsidies/matching.ts'
import { heldFor, type PaidFinancing, type Paying, standingsOf } from '#server/disbursements/paying.ts'
import { record } from '#server/journal.ts'
import { type LedgerLine, post } from '#server/ledger/post.ts'
import { followDisbursement } from '#server/loans/follow-disbursement.ts'
import { findAdvance } from '#server/subsidies/find-advance.ts'
import { tellSubsidies } from '#server/subsidies/follow.ts'
import { listSubsidies } from '#server/subsidies/read-advance.ts'
import { useCase } from '#server/use-case.ts'

export const recordReceipt = useCase(contract.subsidies.recordReceipt, async (context, sent) => {
  const { tx, actor, today, now } = context
  const advance = await findAdvance(context, 'manage-loans', sent.financingId, true)
  if (advance.refused) return context.refuse(advance.refused)
  const subsidy = (await listSubsidies(context, advance.applicationId)).find(
    ({ id }) => id === sent.subsidyId,
  )
  if (!subsidy) return context.refuse('unknown-record')
  if (sent.cents <= 0) return context.refuse('amount-not-positive')
  if (sent.cents > largestAmountCents) return context.refuse('amount-too-large')
  if (sent.receivedOn > today) return context.refuse('in-the-future')
  if (sent.receivedOn < subsidy.requestedOn) return context.refuse('before-request')
  const isTakenBack = sent.kind === 'claw-back'
  if (isTakenBack && sent.cents > subsidy.receivedCents) return context.refuse('more-than-received')
  if (!isTakenBack && subsidy.over !== null && subsidy.over !== 'rejected-by-silence')
    return context.refuse('subsidy-over')
  const id = randomUUIDv7()
  const cents = isTakenBack ? -sent.cents : sent.cents
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('subsidy_receipt')
    .values({
      organisation_id: actor.organisationId,
      id,
      subsidy_id: subsidy.id,
      financing_id: advance.id,
      household_id: advance.householdId,
      kind: sent.kind,
      cents,
      received_on: sent.receivedOn,
      reference: sent.reference,
      recorded_by: actor.membershipId,
      recorded_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) return context.refuse('receipt-known')
  const split = await postReceipt(context, advance, {
    key: `subsidy-receipt:${id}`,
    cents,
    on: sent.receivedOn,
    label: `${isTakenBack ? 'Reversement à' : 'Subvention reçue de'} ${subsidy.funder} · ${advance.number}`,
    piece: sent.reference,
  })
  await record(context, {
    act: isTakenBack ? 'subsidy-taken-back' : 'subsidy-received',
    subject: { kind: 'subsidy', id: subsidy.id },
    householdId: advance.householdId,
    after: { kind: sent.kind, cents: sent.cents, receivedOn: sent.receivedOn },
  })
  await follow(context, advance)
  return { receiptId: id, toAdvanceCents: split.toAdvance, toHouseholdCents: split.toHousehold }
})

type Movement = { key: string; cents: Cents; on: Paying['today']; label: string; piece?: string }

/** In: first what the advance is owed, the rest is the household's. Out: first what is held for it, the rest is owed again. */
const postReceipt = async (
  acting: Paying,
  advance: PaidFinancing,
  { cents, ...movement }: Movement,
): Promise<{ toAdvance: Cents; toHousehold: Cents }> => {
  const outstanding = (await standingsOf(acting, [advance.id])).get(advance.id)?.outstanding ?? 0
  const held = await heldFor(acting, advance.id)
  const split = cents > 0 ? splitReceipt(cents, outstanding) : takenBack(-cents, held)
  const envelope = advance.envelopeId ? { envelopeId: advance.envelopeId } : {}
  const lines: LedgerLine[] = [
    { use: 'bank', cents },
    { use: 'owed-to-household', cents: -split.toHousehold, financingId: advance.id },
    {
      use: 'subsidy-advance',
      cents: -split.toAdvance,
      movement: 'repayment',
      financingId: advance.id,
      ...envelope,
    },
  ]
  await post(acting, { ...movement, journal: 'bank', lines })
  return split
}

const takenBack = (cents: Cents, held: Cents): { toAdvance: Cents; toHousehold: Cents } => {
  const fromHeld = Math.min(cents, Math.max(0, held))
  return { toAdvance: -(cents - fromHeld), toHousehold: -fromHeld }
}

const follow = async (acting: Paying, advance: PaidFinancing): Promise<void> => {
  await followDisbursement(acting, [advance.id])
  await tellSubsidies(acting, advance)
}

export const reverseReceipt = useCase(
  contract.subsidies.reverseReceipt,
  async (context, { receiptId, reason }) => {
    const { tx, actor, today } = context
    const found = await tx
      .selectFrom('subsidy_receipt')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', receiptId)
      .select('financing_id')
      .executeTakeFirst()
    const advance = found && (await findAdvance(context, 'manage-loans', found.financing_id, true))
    if (!advance || advance.refused) return context.refuse('unknown-record')
    const receipt = await tx
      .selectFrom('subsidy_receipt')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', receiptId)
      .selectAll()
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (receipt.reversed_on) return context.refuse('was-reversed')
    await tx
      .updateTable('subsidy_receipt')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', receiptId)
      .set({ reversed_on: today, reversed_by: actor.membershipId, reversed_reason: reason })
      .execute()
    await postReceipt(context, advance, {
      key: `subsidy-receipt-reversal:${receiptId}`,
      cents: -receipt.cents,
      on: today,
      label: `Annulation d’une subvention enregistrée par erreur · ${advance.number}`,
      piece: receipt.reference,
    })
    await record(context, {
      act: 'subsidy-receipt-reversed',
      subject: { kind: 'subsidy', id: receipt.subsidy_id },
      householdId: advance.householdId,
      after: { cents: receipt.cents },
    })
    await follow(context, advance)
    return { receiptId }
  },
)
