import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { sumCents } from '#domain/money.ts'
import { type BankFileKind, sequenceTypes } from '#domain/sepa/kinds.ts'
import { batchIdOf, messageIdOf } from '#domain/sepa/references.ts'
import { findOpenAccount } from '#server/bank-files/accounts.ts'
import type { FileLine } from '#server/bank-files/file-line.ts'
import { gatherLines, refuseDay } from '#server/bank-files/next-file.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'

/** What a screen shows of a file before it is prepared: beyond, only the counts and the total. */
const mostShown = 500

export const previewFile = useCase(
  contract.bankFiles.previewFile,
  async (context, { kind, bankAccountId, executeOn }) => {
    if (!(await findOpenAccount(context, bankAccountId))) return context.refuse('unknown-account')
    const refused = await refuseDay(context, kind, executeOn)
    if (refused) return context.refuse(refused)
    const { lines, excluded } = await gatherLines(context, kind, executeOn)
    return {
      lines: lines.slice(0, mostShown).map((line) => ({
        sourceId: line.collectionId ?? line.paymentOrderId ?? '',
        name: line.name,
        label: line.label,
        cents: line.cents,
        dueOn: line.dueOn,
        sequenceType: line.sequenceType,
        attempt: line.attempt,
      })),
      excluded: excluded.slice(0, mostShown),
      lineCount: lines.length,
      excludedCount: excluded.length,
      totalCents: sumCents(lines.map(({ cents }) => cents)),
    }
  },
)

export const prepareFile = useCase(contract.bankFiles.prepareFile, async (context, input) => {
  const account = await findOpenAccount(context, input.bankAccountId)
  if (!account) return context.refuse('unknown-account')
  if (input.kind === 'direct-debit' && !account.creditorId) return context.refuse('no-creditor-id')
  const refused = await refuseDay(context, input.kind, input.executeOn)
  if (refused) return context.refuse(refused)
  await holdPreparation(context, input.kind)
  const { lines } = await gatherLines(context, input.kind, input.executeOn)
  if (lines.length === 0) return context.refuse('nothing-to-send')
  return { fileId: await insertFile(context, input, lines) }
})

/** Two people who prepare at the same instant: the second waits, then finds that nothing is left to send. */
const holdPreparation = ({ tx, actor }: Acting, kind: BankFileKind) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`bank-file/${actor.organisationId}/${kind}`}, 0))`.execute(
    tx,
  )

const insertFile = async (
  context: Acting,
  { kind, bankAccountId, executeOn }: Input<typeof contract.bankFiles.prepareFile>,
  lines: readonly FileLine[],
): Promise<string> => {
  const { tx, actor, now } = context
  const id = randomUUIDv7()
  const totalCents = sumCents(lines.map(({ cents }) => cents))
  await tx
    .insertInto('bank_file')
    .values({
      organisation_id: actor.organisationId,
      id,
      kind,
      bank_account_id: bankAccountId,
      execute_on: executeOn,
      message_id: messageIdOf(kind, id),
      line_count: lines.length,
      total_cents: totalCents,
      prepared_by: actor.membershipId,
      prepared_at: now,
    })
    .execute()
  await insertLines(context, id, lines)
  await record(context, {
    act: 'bank-file-prepared',
    subject: { kind: 'bank-file', id },
    after: { kind, executeOn, lineCount: lines.length, totalCents },
  })
  return id
}

const linesAtOnce = 1000

const insertLines = async ({ tx, actor }: Acting, fileId: string, lines: readonly FileLine[]) => {
  const rows = lines.map((line, index) => ({
    organisation_id: actor.organisationId,
    id: randomUUIDv7(),
    bank_file_id: fileId,
    position: index + 1,
    collection_id: line.collectionId,
    payment_order_id: line.paymentOrderId,
    mandate_id: line.mandateId,
    attempt: line.attempt,
    batch_id: batchIdOf(line.sequenceType ? sequenceTypes.indexOf(line.sequenceType) + 1 : 1, fileId),
    end_to_end_id: line.endToEndId,
    sequence_type: line.sequenceType,
    is_account_changed: line.isAccountChanged,
    cents: line.cents,
    name: line.name,
    iban: line.iban,
    bic: line.bic,
    label: line.label,
    household_id: line.householdId,
    financing_id: line.financingId,
  }))
  for (let from = 0; from < rows.length; from += linesAtOnce)
    await tx
      .insertInto('bank_file_line')
      .values(rows.slice(from, from + linesAtOnce))
      .execute()
}
