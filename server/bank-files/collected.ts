import { sql } from 'kysely'
import type { RejectionReason } from '#domain/loans/facts.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { storeMandateFacts } from '#server/bank-files/mandate-facts.ts'
import type { SentLineRow } from '#server/bank-files/sent-store.ts'
import {
  listFinancingsOf,
  recordCollectedPayments,
  rejectCollectedPayments,
} from '#server/loans/collected-payments.ts'
import { lockLoans } from '#server/loans/hold-loan.ts'
import type { Acting } from '#server/use-case.ts'
import type { HeldFile, SentRow } from './file-store.ts'

/**
 * The debits leave: each is a payment on the day asked of the bank, its mandate is used. False, and nothing is done, when
 * one of them may leave no more.
 */
export const presentCollections = async (
  context: Acting,
  file: HeldFile,
  rows: readonly SentRow[],
): Promise<boolean> => {
  const collected = rows.flatMap(({ collection_id }) =>
    collection_id ? [{ collectionId: collection_id }] : [],
  )
  if (collected.length > 0)
    await lockLoans(context.tx, context.actor.organisationId, await listFinancingsOf(context, collected))
  if (!(await areStillDue(context, file.id, rows.length))) return false
  const mandateIds = [...new Set(rows.flatMap(({ mandate_id }) => (mandate_id ? [mandate_id] : [])))]
  await storeMandateFacts(
    context,
    mandateIds.map((mandateId) => ({ mandateId, fact: { kind: 'presented', on: file.execute_on } })),
  )
  await recordCollectedPayments(
    context,
    rows.flatMap(({ collection_id, attempt }) =>
      collection_id ? [{ collectionId: collection_id, attempt, collectOn: file.execute_on }] : [],
    ),
  )
  return true
}

/** A mandate revoked, an account changed, a loan frozen, a payment received since the file was prepared: it is refused. */
const areStillDue = async ({ tx, actor }: Acting, fileId: string, count: number): Promise<boolean> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from bank_file_line l
      join collection c on c.organisation_id = l.organisation_id and c.id = l.collection_id
      join sepa_mandate m on m.organisation_id = l.organisation_id and m.id = l.mandate_id
      left join financing_standing s on s.organisation_id = c.organisation_id and s.financing_id = c.financing_id
      where l.organisation_id = ${actor.organisationId} and l.bank_file_id = ${fileId} and l.withdrawn_at is null
        and m.state in ('signed', 'active', 'amended') and m.iban = l.iban and c.cents = l.cents
        and not coalesce(s.is_frozen, false)
        and (c.state = 'to-present' or (l.attempt > 1 and c.state = 'presented' and s.late_cents >= l.cents))
      for update of c, m
    ) good`.execute(tx)
  return rows[0]?.count === count
}

/** The bank's codes in the words of a loan. */
const reasonOf = (code: string): RejectionReason => {
  if (code === 'AM04') return 'insufficient-funds'
  if (code === 'AC04' || code === 'MD07') return 'account-closed'
  if (code === 'MD06' || code === 'MS02' || code === 'SL01') return 'refused-by-payer'
  return code.startsWith('MD') ? 'mandate-invalid' : 'technical'
}

/** A debit that the bank gave back: its payment is rejected, the due date is unpaid again. */
export const rejectCollection = async (
  context: Acting,
  { collection_id, attempt }: SentLineRow,
  { code, on }: { code: string; on: PlainDate },
): Promise<void> => {
  if (!collection_id) return
  const reason = reasonOf(code)
  await rejectCollectedPayments(context, [{ collectionId: collection_id, attempt, on, reason }])
}
