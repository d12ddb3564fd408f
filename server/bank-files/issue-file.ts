import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { directDebitMessage } from '#domain/sepa/direct-debits.ts'
import type { MessageHead } from '#domain/sepa/pain-parts.ts'
import { checkPain } from '#domain/sepa/pain-schema.ts'
import { batchIdOf } from '#domain/sepa/references.ts'
import { transferMessage } from '#domain/sepa/transfers.ts'
import { writeXml, type XmlNode } from '#domain/sepa/xml.ts'
import { presentCollections } from '#server/bank-files/collected.ts'
import { refuseDay } from '#server/bank-files/next-file.ts'
import { markIssued } from '#server/disbursements/payment-orders.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { findFileForUpdate, type HeldFile, listSentRows, type SentRow } from './file-store.ts'

/**
 * The file is held for the length of the transaction: whoever asks at the same instant waits, then is told that it was
 * issued. Its bytes, what it presents and what it writes in the ledger are kept together or not at all.
 */
export const issueFile = useCase(contract.bankFiles.issueFile, async (context, { fileId }) => {
  const { tx, actor, now, refuse } = context
  const file = await findFileForUpdate(tx, actor.organisationId, fileId)
  if (!file) return refuse('unknown-record')
  if (file.state === 'issued') return { alreadyIssued: true }
  if (file.state !== 'checked') return refuse('not-in-this-state')
  if (await refuseDay(context, file.kind as 'transfer', file.execute_on)) return refuse('too-late')
  const rows = await listSentRows(tx, actor.organisationId, fileId)
  const held = await present(context, file, rows)
  if (held) return refuse(held.reason, held.details)
  const content = await writeFile(context, file, rows)
  const sha256 = createHash('sha256').update(content).digest()
  await tx
    .updateTable('bank_file')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', fileId)
    .set({ issued_by: actor.membershipId, issued_at: now, content, sha256, version: sql`version + 1` })
    .execute()
  await record(context, {
    act: 'bank-file-issued',
    subject: { kind: 'bank-file', id: fileId },
    after: { lineCount: file.line_count, totalCents: file.total_cents, sha256: sha256.toString('hex') },
  })
  return { alreadyIssued: false }
})

type HeldBack = { reason: 'lines-changed' | 'beyond-grant'; details?: { told: string } }

/** What the file asks for leaves, all of it; otherwise why some of it may leave no more. */
const present = async (
  context: Acting,
  file: HeldFile,
  rows: readonly SentRow[],
): Promise<HeldBack | undefined> => {
  if (file.kind === 'direct-debit')
    return (await presentCollections(context, file, rows)) ? undefined : { reason: 'lines-changed' }
  const orders = rows.flatMap(({ payment_order_id }) => (payment_order_id ? [payment_order_id] : []))
  const issued = await markIssued(context, orders, file.id)
  if (issued.refused === 'beyond-grant') return { reason: 'beyond-grant', details: { told: issued.told } }
  return issued.refused ? { reason: 'lines-changed' } : undefined
}

const writeFile = async (context: Acting, file: HeldFile, rows: readonly SentRow[]): Promise<string> => {
  const { tx, actor, now } = context
  const account = await tx
    .selectFrom('bank_account')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', file.bank_account_id)
    .select(['holder', 'iban', 'bic', 'creditor_id as creditorId'])
    .executeTakeFirstOrThrow()
  const head = {
    messageId: file.message_id,
    createdAt: `${now.toISOString().slice(0, 19)}Z`,
    account,
  }
  const message = file.kind === 'transfer' ? transfersOf(head, file, rows) : debitsOf(head, file, rows)
  const problems = checkPain(message)
  // What was checked when it was typed and still does not pass is our mistake: nothing leaves.
  if (problems.length > 0) throw new Error(`bank file ${file.id}: ${JSON.stringify(problems.slice(0, 5))}`)
  return writeXml(message)
}

const addressOf = (row: SentRow) => ({
  street: row.street,
  buildingNumber: row.building_number,
  postCode: row.post_code,
  town: row.town,
  country: row.country,
})

const transfersOf = (head: MessageHead, file: HeldFile, rows: readonly SentRow[]): XmlNode =>
  transferMessage(head, {
    batchId: rows[0]?.batch_id ?? batchIdOf(1, file.id),
    executeOn: file.execute_on,
    transfers: rows.map((row) => ({
      endToEndId: row.end_to_end_id,
      cents: row.cents,
      creditor: row.name,
      address: addressOf(row),
      iban: row.iban,
      bic: row.bic,
      label: row.label,
    })),
  })

const debitsOf = (head: MessageHead, file: HeldFile, rows: readonly SentRow[]): XmlNode =>
  directDebitMessage(
    head,
    file.execute_on,
    rows.map((row) => ({
      endToEndId: row.end_to_end_id,
      batchId: row.batch_id,
      cents: row.cents,
      sequenceType: row.sequence_type ?? 'RCUR',
      mandateReference: row.reference ?? '',
      signedOn: row.signed_on ?? file.execute_on,
      isAccountChanged: row.is_account_changed,
      debtor: row.name,
      address: addressOf(row),
      iban: row.iban,
      bic: row.bic,
      label: row.label,
    })),
  )
