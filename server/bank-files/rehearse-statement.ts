import { createHash, randomUUIDv7 } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { contract } from '#contract/index.ts'
import {
  readStatementFile,
  type Statement,
  type StatementFile,
  UnreadableStatement,
} from '#domain/sepa/camt.ts'
import { readXml, UnreadableXml } from '#server/bank-files/read-xml.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const rehearseStatement = useCase(contract.bankFiles.rehearseStatement, async (context) => {
  const { house, upload, refuse } = context
  const bytes = await readFile(house.files.localPath(upload.storageKey))
  const sha256 = createHash('sha256').update(bytes).digest()
  try {
    const file = readStatementFile(readXml(bytes))
    const accounts = await findAccounts(context, file)
    const unknown = file.statements.find(({ iban }) => !accounts.has(iban))
    if (unknown) return refuse('unknown-iban', { iban: unknown.iban })
    const statementIds: string[] = []
    for (const statement of file.statements)
      statementIds.push(
        await keepRehearsal(context, {
          file,
          statement,
          bankAccountId: accounts.get(statement.iban) ?? '',
          storedFileId: upload.id,
          sha256,
        }),
      )
    return { statementIds }
  } catch (error) {
    if (error instanceof UnreadableXml) return refuse(error.problem)
    if (error instanceof UnreadableStatement) return refuse(error.problem, { where: error.where })
    throw error
  }
})

const findAccounts = async (
  { tx, actor }: Acting,
  { statements }: StatementFile,
): Promise<Map<string, string>> => {
  const rows = await tx
    .selectFrom('bank_account')
    .where('organisation_id', '=', actor.organisationId)
    .where(
      'iban',
      'in',
      statements.map(({ iban }) => iban),
    )
    .select(['id', 'iban'])
    .execute()
  return new Map(rows.map(({ id, iban }) => [iban, id]))
}

type Rehearsal = {
  file: StatementFile
  statement: Statement
  bankAccountId: string
  storedFileId: string
  sha256: Buffer
}

/** What was read, put aside until somebody imports it: nothing is in the accounts yet. */
const keepRehearsal = async (context: Acting, rehearsal: Rehearsal): Promise<string> => {
  const { tx, actor, now } = context
  const { file, statement } = rehearsal
  const id = randomUUIDv7()
  await tx
    .insertInto('bank_statement')
    .values({
      organisation_id: actor.organisationId,
      id,
      bank_account_id: rehearsal.bankAccountId,
      kind: file.kind,
      reference: statement.reference,
      stored_file_id: rehearsal.storedFileId,
      sha256: rehearsal.sha256,
      from_on: statement.from,
      to_on: statement.to,
      opening_cents: statement.openingCents,
      closing_cents: statement.closingCents,
      entries: JSON.stringify(statement.entries),
      rehearsed_by: actor.membershipId,
      rehearsed_at: now,
    })
    .execute()
  await record(context, {
    act: 'bank-statement-read',
    subject: { kind: 'bank-statement', id },
    after: { reference: statement.reference, entries: statement.entries.length },
  })
  return id
}
