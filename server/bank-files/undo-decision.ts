import type { RefusalOf } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { findLastDecision, holdStatementLine, keepDecision } from '#server/bank-files/line-store.ts'
import { reverseMovement, statementReference } from '#server/bank-files/post-movement.ts'
import { holdLines, settleLines } from '#server/bank-files/sent-store.ts'
import { releaseReceipt } from '#server/bank-files/subsidy-lines.ts'
import { undoExecution } from '#server/disbursements/undo-execution.ts'
import { record } from '#server/journal.ts'
import { undoLoanPayment } from '#server/loans/undo-payment.ts'
import { type Acting, useCase } from '#server/use-case.ts'

type Refused = RefusalOf<typeof contract.bankFiles.undoStatementDecision>

export const undoStatementDecision = useCase(
  contract.bankFiles.undoStatementDecision,
  async (context, { lineId, version, reason }) => {
    const { refuse } = context
    const row = await holdStatementLine(context, lineId)
    if (!row) return refuse('unknown-record')
    if (row.version !== version) return refuse('stale-version', { version: row.version })
    const last = await findLastDecision(context, lineId)
    if (row.state !== 'matched' || !last) return refuse('not-matched')
    const refused = await undo(context, lineId, { kind: last.kind, reason })
    if (refused) return refuse(refused)
    await keepDecision(context, lineId, {
      state: 'open',
      decision: { kind: 'undone', decisionId: last.id, reason },
    })
    await record(context, {
      act: 'statement-decision-undone',
      subject: { kind: 'statement-line', id: lineId },
      before: { kind: last.kind, ...(last.detail as object) },
      after: { reason },
    })
    return { version: version + 1 }
  },
)

const undo = async (
  context: Acting,
  lineId: string,
  { kind, reason }: { kind: string; reason: string },
): Promise<Refused | undefined> => {
  switch (kind) {
    case 'fee':
      await reverseMovement(context, lineId)
      return undefined
    case 'batch':
    case 'line':
      return unsettle(context, lineId)
    case 'payment':
      return (await undoLoanPayment(context, statementReference(lineId))) ? undefined : 'changed-since'
    case 'subsidy':
    case 'receipt':
      return releaseReceipt(context, lineId, { isKept: kind === 'receipt', reason })
    default:
      return 'return-stays'
  }
}

/** What the movement settled is on its way again, and may be seen in another movement. */
const unsettle = async (context: Acting, lineId: string): Promise<Refused | undefined> => {
  const { tx, actor } = context
  const lines = await holdLines(tx, actor.organisationId, { settledBy: lineId })
  if (lines.length === 0) return 'changed-since'
  if (lines.some(({ returned_on }) => returned_on !== null)) return 'returned-since'
  const orders = lines.flatMap(({ payment_order_id }) => (payment_order_id ? [payment_order_id] : []))
  if (orders.length > 0 && !(await undoExecution(context, orders))) return 'changed-since'
  if (orders.length === 0) await reverseMovement(context, lineId)
  await settleLines(
    tx,
    actor.organisationId,
    lines.map(({ id }) => id),
    null,
  )
  return undefined
}
