import type { LineDecision } from '#contract/bank-file-shapes.ts'
import type { RefusalOf } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { type FinancingKind, isRepaidByInstalments } from '#domain/funding/kinds.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { StatementEntry } from '#domain/sepa/camt.ts'
import type { StatementLineState } from '#domain/sepa/kinds.ts'
import { postMovement, statementReference } from '#server/bank-files/post-movement.ts'
import { returnLine } from '#server/bank-files/returns.ts'
import { takeSubsidy, tieReceipt } from '#server/bank-files/subsidy-lines.ts'
import { markExecuted } from '#server/disbursements/payment-orders.ts'
import { record } from '#server/journal.ts'
import { recordLoanPayment } from '#server/loans/collected-payments.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { holdStatementLine, keepDecision } from './line-store.ts'
import { holdLines, type SentLineRow, settleLines } from './sent-store.ts'

type Refused = RefusalOf<typeof contract.bankFiles.decideStatementLine>
type Movement = {
  id: string
  cents: Cents
  bookedOn: PlainDate
  bankAccountId: string
  /** The bank's, or where it stands in its statement: never its words, which name persons. */
  reference: string
  twinId: string | null
}

export const decideStatementLine = useCase(
  contract.bankFiles.decideStatementLine,
  async (context, { lineId, version, decision }) => {
    const { refuse } = context
    const row = await holdStatementLine(context, lineId)
    if (!row) return refuse('unknown-record')
    if (row.version !== version) return refuse('stale-version', { version: row.version })
    if (row.state === 'matched' || (row.state === 'open') === (decision.kind === 'reopened'))
      return refuse('already-decided')
    const movement = {
      id: lineId,
      cents: row.cents,
      bookedOn: row.booked_on,
      bankAccountId: row.bank_account_id,
      reference:
        (row.entry as Partial<StatementEntry>).bankReference ?? `Relevé ${row.reference}, n° ${row.position}`,
      twinId: row.twin_id,
    }
    const refused = await apply(context, movement, decision)
    if (refused) return refuse(refused)
    await keepDecision(context, lineId, { state: stateAfter(decision.kind), decision })
    await record(context, {
      act: 'statement-line-decided',
      subject: { kind: 'statement-line', id: lineId },
      after: decision,
    })
    return { version: version + 1 }
  },
)

const stateAfter = (kind: LineDecision['kind']): StatementLineState => {
  if (kind === 'reopened' || kind === 'distinct') return 'open'
  return kind === 'set-aside' || kind === 'duplicate' ? 'set-aside' : 'matched'
}

const apply = async (
  context: Acting,
  movement: Movement,
  decision: LineDecision,
): Promise<Refused | undefined> => {
  switch (decision.kind) {
    case 'batch':
      return settle(context, movement, { batchId: decision.batchId })
    case 'line':
      return settle(context, movement, { lineIds: [decision.fileLineId] })
    case 'returns':
      return takeReturns(context, movement, decision.returns)
    case 'payment':
      return takePayment(context, movement, decision.financingId)
    case 'fee':
      return payFee(context, movement)
    case 'subsidy':
      return takeSubsidy(context, movement, decision)
    case 'receipt':
      return tieReceipt(context, movement, decision.receiptId)
    case 'duplicate':
      return movement.twinId ? undefined : 'no-twin'
    case 'distinct':
      return forgetTwin(context, movement)
    case 'set-aside':
    case 'reopened':
      return undefined
  }
}

const forgetTwin = async ({ tx, actor }: Acting, { id, twinId }: Movement): Promise<Refused | undefined> => {
  if (!twinId) return 'no-twin'
  await tx
    .updateTable('statement_line')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', id)
    .set({ twin_id: null })
    .execute()
  return undefined
}

const signed = (line: SentLineRow): Cents => (line.kind === 'transfer' ? -line.cents : line.cents)

/** What was on its way has come, or has left: the whole of it, to the cent. */
const settle = async (
  context: Acting,
  movement: Movement,
  by: { batchId: string } | { lineIds: string[] },
): Promise<Refused | undefined> => {
  const held = await holdLines(context.tx, context.actor.organisationId, by)
  const lines = held.filter(
    (line) =>
      line.state === 'issued' &&
      line.bank_account_id === movement.bankAccountId &&
      line.settled_on === null &&
      line.returned_on === null,
  )
  if (lines.length === 0) return 'unknown-target'
  if (lines.reduce((sum, line) => sum + signed(line), 0) !== movement.cents) return 'amounts-differ'
  await settleLines(
    context.tx,
    context.actor.organisationId,
    lines.map(({ id }) => id),
    { on: movement.bookedOn, by: movement.id },
  )
  const orders = lines.flatMap(({ payment_order_id }) => (payment_order_id ? [payment_order_id] : []))
  // Payment orders write their own entries when they are executed.
  if (orders.length > 0) await markExecuted(context, orders, movement.bookedOn)
  else await postMovement(context, movement, 'bank-in-transit', 'Remise portée au compte')
  return undefined
}

const takeReturns = async (
  context: Acting,
  movement: Movement,
  returns: readonly { fileLineId: string; reason: string }[],
): Promise<Refused | undefined> => {
  const ids = returns.map(({ fileLineId }) => fileLineId)
  const lines = await holdLines(context.tx, context.actor.organisationId, { lineIds: ids })
  const isWrong = (line: SentLineRow) =>
    line.bank_account_id !== movement.bankAccountId || line.state !== 'issued' || line.returned_on !== null
  if (lines.length !== new Set(ids).size || lines.length !== ids.length || lines.some(isWrong))
    return 'unknown-target'
  if (lines.some(({ settled_on }) => settled_on === null)) return 'settle-first'
  if (lines.reduce((sum, line) => sum - signed(line), 0) !== movement.cents) return 'amounts-differ'
  if (new Set(lines.map(({ kind }) => kind)).size > 1) return 'unknown-target'
  for (const line of lines) {
    const code = returns.find(({ fileLineId }) => fileLineId === line.id)?.reason ?? 'MS03'
    await returnLine(context, line, { code, on: movement.bookedOn })
  }
  // A transfer given back writes the bank itself; a debit given back was undone against what is on its way.
  if (lines[0]?.kind === 'direct-debit')
    await postMovement(context, movement, 'bank-in-transit', 'Prélèvements rejetés par la banque')
  return undefined
}

/** A household paid by itself: what it owed is paid, the money is on the account. */
const takePayment = async (
  context: Acting,
  { id, cents, bookedOn }: Movement,
  financingId: string,
): Promise<Refused | undefined> => {
  const loan = await context.tx
    .selectFrom('financing_standing')
    .where('organisation_id', '=', context.actor.organisationId)
    .where('financing_id', '=', financingId)
    .select(['kind', 'outstanding_cents'])
    .executeTakeFirst()
  if (!loan) return 'unknown-target'
  if (cents <= 0 || loan.outstanding_cents === 0 || !isRepaidByInstalments(loan.kind as FinancingKind))
    return 'not-a-payment'
  await recordLoanPayment(context, {
    financingId,
    on: bookedOn,
    cents,
    means: 'transfer',
    reference: statementReference(id),
    cash: 'bank',
  })
  return undefined
}

const payFee = async (context: Acting, movement: Movement): Promise<Refused | undefined> => {
  if (movement.cents > 0) return 'not-a-fee'
  await postMovement(context, movement, 'bank-fee', 'Frais de banque')
  return undefined
}
