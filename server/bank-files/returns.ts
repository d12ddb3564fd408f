import { contract } from '#contract/index.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { isDebitable } from '#domain/sepa/mandates.ts'
import { isPresentedAgain, returnReason } from '#domain/sepa/reasons.ts'
import { rejectCollection } from '#server/bank-files/collected.ts'
import { readStandings, storeMandateFacts } from '#server/bank-files/mandate-facts.ts'
import { markRejected } from '#server/disbursements/payment-orders.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { holdLines, type SentLineRow } from './sent-store.ts'

/** A line that came back: the payment is undone, the mandate suffers what the reason says of it. */
export const returnLine = async (
  context: Acting,
  line: SentLineRow,
  { code, on }: { code: string; on: PlainDate },
): Promise<void> => {
  const { tx, actor } = context
  await tx
    .updateTable('bank_file_line')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', line.id)
    .set({ returned_on: on, return_code: code })
    .execute()
  if (line.payment_order_id) await markRejected(context, line.payment_order_id, code, on)
  else await rejectCollection(context, line, { code, on })
  await tellMandate(context, line, { code, on })
  await record(context, {
    act: 'bank-line-returned',
    subject: { kind: 'bank-file-line', id: line.id },
    ...(line.household_id ? { householdId: line.household_id } : {}),
    after: { code, on, cents: line.cents },
  })
}

/** A closed account suspends the mandate, a death ends it (handbook money §14.5); what it was already stays. */
const tellMandate = async (
  context: Acting,
  { mandate_id: mandateId }: SentLineRow,
  { code, on }: { code: string; on: PlainDate },
): Promise<void> => {
  const { mandate, label } = returnReason(code)
  if (!mandateId || mandate === 'none') return
  const state = (await readStandings(context, [mandateId])).get(mandateId)?.state
  if (!state || !(isDebitable(state) || (mandate === 'revoke' && state === 'suspended'))) return
  const kind = mandate === 'revoke' ? ('revoked' as const) : ('suspended' as const)
  const reason = `Retour de la banque : ${label} (${code})`
  await storeMandateFacts(context, [{ mandateId, fact: { kind, on }, reason }])
}

export const reportReturn = useCase(
  contract.bankFiles.reportReturn,
  async (context, { fileLineId, on, code }) => {
    const { tx, actor, today, refuse } = context
    if (on > today) return refuse('future-fact')
    const [line] = await holdLines(tx, actor.organisationId, { lineIds: [fileLineId] })
    if (!line) return refuse('unknown-record')
    if (line.state !== 'issued' || line.returned_on) return refuse('not-in-this-state')
    await returnLine(context, line, { code, on })
    return { willBePresentedAgain: line.kind === 'direct-debit' && isPresentedAgain(code, line.attempt) }
  },
)

export const allowRetry = useCase(contract.bankFiles.allowRetry, async (context, { fileLineId }) => {
  const { tx, actor, now, refuse } = context
  const [line] = await holdLines(tx, actor.organisationId, { lineIds: [fileLineId] })
  if (!line) return refuse('unknown-record')
  if (!line.collection_id || !line.return_code || line.retry_at) return refuse('not-in-this-state')
  if (returnReason(line.return_code).policy === 'never') return refuse('never-again')
  await tx
    .updateTable('bank_file_line')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', fileLineId)
    .set({ retry_by: actor.membershipId, retry_at: now })
    .execute()
  await record(context, {
    act: 'bank-line-retry-allowed',
    subject: { kind: 'bank-file-line', id: fileLineId },
    ...(line.household_id ? { householdId: line.household_id } : {}),
    after: { code: line.return_code, attempt: line.attempt },
  })
  return { ok: true as const }
})
