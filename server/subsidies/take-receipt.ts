import { randomUUIDv7 } from 'node:crypto'
import type { Input, RefusalOf } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import { type Cents, largestAmountCents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { splitReceipt } from '#domain/subsidies/matching.ts'
import { heldFor, type PaidFinancing, type Paying, standingsOf } from '#server/disbursements/paying.ts'
import { record } from '#server/journal.ts'
import { type LedgerLine, post } from '#server/ledger/post.ts'
import { followDisbursement } from '#server/loans/follow-disbursement.ts'
import { findAdvance } from '#server/subsidies/find-advance.ts'
import { tellSubsidies } from '#server/subsidies/follow.ts'
import { listSubsidies, type SubsidyStanding } from '#server/subsidies/read-advance.ts'
import type { Acting } from '#server/use-case.ts'

type Endpoint = typeof contract.subsidies.recordReceipt
/** With the movement of the statement that it is, when a bank told of it. */
type Sent = Input<Endpoint> & { statementLineId?: string }
type Taken =
  | { receiptId: string; toAdvanceCents: Cents; toHouseholdCents: Cents; refused?: undefined }
  | { refused: RefusalOf<Endpoint> }

/** A subsidy comes, or is taken back: it is posted once, and the advance is repaid of so much. */
export const takeReceipt = async (context: Acting, sent: Sent): Promise<Taken> => {
  const advance = await findAdvance(context, 'manage-loans', sent.financingId, true)
  if (advance.refused) return { refused: advance.refused }
  const subsidies = await listSubsidies(context, advance.applicationId)
  const subsidy = subsidies.find(({ id }) => id === sent.subsidyId)
  if (!subsidy) return { refused: 'unknown-record' }
  const refused = refusalOf(sent, subsidy, context.today)
  if (refused) return { refused }
  const isTakenBack = sent.kind === 'claw-back'
  const cents = isTakenBack ? -sent.cents : sent.cents
  const receiptId = await insertReceipt(context, advance, { ...sent, cents })
  if (!receiptId) return { refused: 'receipt-known' }
  const split = await postReceipt(context, advance, {
    key: `subsidy-receipt:${receiptId}`,
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
  return { receiptId, toAdvanceCents: split.toAdvance, toHouseholdCents: split.toHousehold }
}

const refusalOf = (
  { cents, receivedOn, kind }: Sent,
  subsidy: SubsidyStanding,
  today: PlainDate,
): RefusalOf<Endpoint> | undefined => {
  if (cents <= 0) return 'amount-not-positive'
  if (cents > largestAmountCents) return 'amount-too-large'
  if (receivedOn > today) return 'in-the-future'
  if (receivedOn < subsidy.requestedOn) return 'before-request'
  if (kind === 'claw-back') return cents > subsidy.receivedCents ? 'more-than-received' : undefined
  return subsidy.over !== null && subsidy.over !== 'rejected-by-silence' ? 'subsidy-over' : undefined
}

const insertReceipt = async (
  { tx, actor, now }: Acting,
  advance: PaidFinancing,
  sent: Sent,
): Promise<string | undefined> => {
  const id = randomUUIDv7()
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('subsidy_receipt')
    .values({
      organisation_id: actor.organisationId,
      id,
      subsidy_id: sent.subsidyId,
      financing_id: advance.id,
      household_id: advance.householdId,
      kind: sent.kind,
      cents: sent.cents,
      received_on: sent.receivedOn,
      reference: sent.reference,
      recorded_by: actor.membershipId,
      recorded_at: now,
      statement_line_id: sent.statementLineId ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 0n ? undefined : id
}

type Movement = { key: string; cents: Cents; on: PlainDate; label: string; piece?: string }

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

/** A receipt, held with its advance; what is out of reach does not exist. */
export const holdReceipt = async (context: Acting, receiptId: string) => {
  const { tx, actor } = context
  const one = tx
    .selectFrom('subsidy_receipt')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', receiptId)
  const found = await one.select('financing_id').executeTakeFirst()
  const advance = found && (await findAdvance(context, 'manage-loans', found.financing_id, true))
  if (!advance || advance.refused) return undefined
  return { advance, receipt: await one.selectAll().forUpdate().executeTakeFirstOrThrow() }
}

type Held = NonNullable<Awaited<ReturnType<typeof holdReceipt>>>

/** The receipt stays and says that it was undone; what it posted is posted the other way round. */
export const undoReceipt = async (
  context: Acting,
  { advance, receipt }: Held,
  reason: string,
): Promise<void> => {
  const { tx, actor, today } = context
  await tx
    .updateTable('subsidy_receipt')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', receipt.id)
    .set({ reversed_on: today, reversed_by: actor.membershipId, reversed_reason: reason })
    .execute()
  await postReceipt(context, advance, {
    key: `subsidy-receipt-reversal:${receipt.id}`,
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
}
