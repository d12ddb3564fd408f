import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { reachOf } from '#domain/access.ts'
import { maskIban } from '#domain/sepa/mandates.ts'
import { countRows } from '#server/count-rows.ts'
import { record } from '#server/journal.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import { useCase } from '#server/use-case.ts'
import {
  filesUpTo,
  findFile,
  findFileForUpdate,
  type LineRow,
  listFilePage,
  listLines as readLines,
  viewOfFile,
} from './file-store.ts'

export const listFiles = useCase(contract.bankFiles.listFiles, async ({ tx, actor }, input) => {
  const { after, limit, ...filters } = input
  const found = await listFilePage(tx, actor.organisationId, filters, { key: decodeKey(after, 2), limit })
  const { rows, next } = cutPage(found, limit, (row) => encodeKey(row.execute_on, row.id))
  return {
    rows: rows.map(viewOfFile),
    next,
    total: await countRows(tx, filesUpTo(actor.organisationId, filters)),
  }
})

export const openFile = useCase(contract.bankFiles.openFile, async ({ tx, actor, refuse }, { fileId }) => {
  const file = await findFile(tx, actor.organisationId, fileId)
  return file ? viewOfFile(file) : refuse('unknown-record')
})

export const listFileLines = useCase(
  contract.bankFiles.listFileLines,
  async ({ tx, actor, refuse }, { fileId, after, limit }) => {
    const file = await findFile(tx, actor.organisationId, fileId)
    if (!file) return refuse('unknown-record')
    const found = await readLines(tx, actor.organisationId, fileId, {
      afterPosition: Number(decodeKey(after, 1)?.[0] ?? 0),
      limit: limit + 1,
    })
    const { rows, next } = cutPage(found, limit, (row) => encodeKey(row.position))
    const seesIban = reachOf(actor.role, 'manage-bank-files') === 'all'
    return {
      rows: rows.map((row) => viewOfLine(row, seesIban)),
      next,
      total: { count: file.line_count, exact: true },
    }
  },
)

/** Who checks a file sees enough of an account to recognise it; who sends it sees it whole. */
const viewOfLine = (row: LineRow, seesIban: boolean) => ({
  id: row.id,
  position: row.position,
  name: row.name,
  iban: seesIban ? row.iban : maskIban(row.iban),
  label: row.label,
  cents: row.cents,
  sequenceType: row.sequence_type as 'FRST' | null,
  attempt: row.attempt,
  endToEndId: row.end_to_end_id,
  householdId: row.household_id,
  financingId: row.financing_id,
  settledOn: row.settled_on,
  returnedOn: row.returned_on,
  returnCode: row.return_code,
  willBeTriedAgain: row.retry_at !== null,
})

export const checkFile = useCase(contract.bankFiles.checkFile, async (context, { fileId, version }) => {
  const { tx, actor, now, refuse } = context
  const file = await findFileForUpdate(tx, actor.organisationId, fileId)
  if (!file) return refuse('unknown-record')
  if (file.version !== version) return refuse('stale-version', { version: file.version })
  if (file.state !== 'prepared') return refuse('not-in-this-state')
  if (file.prepared_by === actor.membershipId) return refuse('four-eyes')
  await tx
    .updateTable('bank_file')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', fileId)
    .set({ checked_by: actor.membershipId, checked_at: now, version: sql`version + 1` })
    .execute()
  await record(context, {
    act: 'bank-file-checked',
    subject: { kind: 'bank-file', id: fileId },
  })
  return { version: version + 1 }
})

export const cancelFile = useCase(
  contract.bankFiles.cancelFile,
  async (context, { fileId, version, reason }) => {
    const { tx, actor, now, refuse } = context
    const file = await findFileForUpdate(tx, actor.organisationId, fileId)
    if (!file) return refuse('unknown-record')
    if (file.version !== version) return refuse('stale-version', { version: file.version })
    if (file.state !== 'prepared' && file.state !== 'checked') return refuse('not-in-this-state')
    await tx
      .updateTable('bank_file')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', fileId)
      .set({
        cancelled_by: actor.membershipId,
        cancelled_at: now,
        cancelled_reason: reason,
        version: sql`version + 1`,
      })
      .execute()
    await tx
      .updateTable('bank_file_line')
      .where('organisation_id', '=', actor.organisationId)
      .where('bank_file_id', '=', fileId)
      .set({ withdrawn_at: now })
      .execute()
    await record(context, {
      act: 'bank-file-cancelled',
      subject: { kind: 'bank-file', id: fileId },
      after: { reason },
    })
    return { version: version + 1 }
  },
)

export const downloadFile = useCase(contract.bankFiles.downloadFile, async (context, { fileId }) => {
  const { tx, actor, refuse } = context
  const file = await tx
    .selectFrom('bank_file')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', fileId)
    .select(['content', 'kind', 'execute_on'])
    .executeTakeFirst()
  if (!file?.content) return refuse('unknown-record')
  const word = file.kind === 'direct-debit' ? 'prelevements' : 'virements'
  return {
    fileName: `${word}-${file.execute_on}.xml`,
    contentType: 'application/xml',
    body: new TextEncoder().encode(file.content),
  }
})
