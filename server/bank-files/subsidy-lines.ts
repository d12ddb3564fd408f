import { contract } from '#contract/index.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { StatementEntry } from '#domain/sepa/camt.ts'
import { writtenIn } from '#domain/sepa/matching.ts'
import type { ReceiptKind } from '#domain/subsidies/kinds.ts'
import { type AwaitedMoney, numbersIn } from '#domain/subsidies/recognise.ts'
import { listAwaited, listUnmatchedReceipts, searchAwaited } from '#server/subsidies/awaited.ts'
import { holdReceipt, takeReceipt, undoReceipt } from '#server/subsidies/take-receipt.ts'
import { type Acting, useCase } from '#server/use-case.ts'

/** What the movements of a page may be, read once for all of them. */
export const findAwaitedMoney = async (
  context: Acting,
  entries: readonly StatementEntry[],
): Promise<AwaitedMoney> => {
  if (entries.length === 0) return { subsidies: [], receipts: [] }
  const cents = [...new Set(entries.map((entry) => entry.cents))]
  const credits = entries.filter((entry) => entry.cents > 0)
  const numbers = [...new Set(credits.flatMap((entry) => numbersIn(writtenIn(entry))))]
  return {
    subsidies: await listAwaited(context, { cents: cents.filter((each) => each > 0), numbers }),
    receipts: await listUnmatchedReceipts(context, cents),
  }
}

export const searchSubsidies = useCase(
  contract.bankFiles.searchSubsidies,
  async (context, { text, limit }) => ({ rows: await searchAwaited(context, text, limit) }),
)

type Movement = { id: string; cents: Cents; bookedOn: PlainDate; reference: string }

/** What came is a subsidy: the receipt is written, and posted, once. */
export const takeSubsidy = async (
  context: Acting,
  { id, cents, bookedOn, reference }: Movement,
  target: { subsidyId: string; financingId: string; receiptKind: ReceiptKind },
) => {
  const { subsidyId, financingId, receiptKind } = target
  const sent = { financingId, subsidyId, kind: receiptKind, cents, receivedOn: bookedOn }
  return (await takeReceipt(context, { ...sent, reference, statementLineId: id })).refused
}

/** Somebody wrote the receipt already: the movement only answers for it, nothing is posted. */
export const tieReceipt = async (context: Acting, { id, cents }: Movement, receiptId: string) => {
  const held = await holdReceipt(context, receiptId)
  if (!held || held.receipt.reversed_on || held.receipt.statement_line_id) return 'unknown-target'
  if (held.receipt.cents !== cents) return 'amounts-differ'
  await setStatementLine(context, receiptId, id)
  return undefined
}

const setStatementLine = ({ tx, actor }: Acting, receiptId: string, lineId: string | null) =>
  tx
    .updateTable('subsidy_receipt')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', receiptId)
    .set({ statement_line_id: lineId })
    .execute()

/** Written by the movement, the receipt is undone with it; written by hand before, it stands and waits for another. */
export const releaseReceipt = async (
  context: Acting,
  lineId: string,
  { isKept, reason }: { isKept: boolean; reason: string },
) => {
  const { tx, actor } = context
  const found = await tx
    .selectFrom('subsidy_receipt')
    .where('organisation_id', '=', actor.organisationId)
    .where('statement_line_id', '=', lineId)
    .where('reversed_on', 'is', null)
    .select('id')
    .executeTakeFirst()
  const held = found && (await holdReceipt(context, found.id))
  if (!held) return 'changed-since'
  if (isKept) await setStatementLine(context, held.receipt.id, null)
  else await undoReceipt(context, held, reason)
  return undefined
}
