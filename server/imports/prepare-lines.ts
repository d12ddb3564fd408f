import type pg from 'pg'
import type { ImportCursor } from '#server/imports/import-cursor.ts'
import type { ImportRecord } from '#server/imports/import-record.ts'
import { type ImportRun, refreshStatistics } from '#server/imports/import-run.ts'
import { settleLines } from '#server/imports/settle-lines.ts'
import { stageFile } from '#server/imports/stage-file.ts'
import { isLedgerFresh } from '#server/imports/walk-ledger.ts'

export const stagedTable = (target: ImportRecord['target']): string =>
  target === 'ledger' ? 'import_ledger_line' : 'import_stock_line'

/** Brings the lines of the file to where they wait, settled among themselves, and opens the walk over them. */
export const prepareLines = async (run: ImportRun, from: ImportCursor): Promise<ImportCursor> => {
  let cursor = await startAgainIfLost(run, from)
  if (cursor.phase === 'opening') cursor = await open(run, cursor)
  if (cursor.phase === 'stage') {
    cursor = await stageFile(run, cursor)
    cursor = await run.inBatch(async (client) => {
      const next = { ...cursor, phase: 'settle' as const }
      await run.progress.moveCursor(client, next)
      return next
    })
  }
  if (cursor.phase !== 'settle') return cursor
  await run.stopIfAsked()
  await run.progress.report(0, null, 'Recherche des lignes en double')
  await refreshStatistics(run, 'lines')
  const settled = await run.inBatch(async (client) => {
    const { repeated, warnings } = await settleLines(client, run.record)
    const next: ImportCursor = {
      ...cursor,
      phase: 'walk',
      line: cursor.walkFrom,
      linesRejected: cursor.linesRejected + repeated,
      warnings: cursor.warnings + warnings,
      isFresh: cursor.walkFrom > 0 ? cursor.isFresh : await isFresh(client, run.record),
    }
    await run.progress.moveCursor(client, next)
    return next
  })
  await refreshStatistics(run, 'lines')
  return settled
}

/** A rehearsal clears what an earlier one left, then reads; an application finds its lines waiting. */
const open = async (run: ImportRun, cursor: ImportCursor): Promise<ImportCursor> =>
  run.inBatch(async (client) => {
    const isWaiting = cursor.linesRead > 0
    if (!isWaiting) await clear(client, run.record)
    const next: ImportCursor = {
      ...cursor,
      phase: isWaiting ? 'walk' : 'stage',
      isFresh: isWaiting && (await isFresh(client, run.record)),
    }
    await run.progress.moveCursor(client, next)
    return next
  })

const clear = async (client: pg.ClientBase, record: ImportRecord): Promise<void> => {
  await removeLines(client, record)
  await client.query('delete from import_finding where organisation_id = $1 and import_id = $2', [
    record.organisationId,
    record.id,
  ])
}

const isFresh = async (client: pg.ClientBase, record: ImportRecord) =>
  record.target === 'ledger' && (await isLedgerFresh(client, record))

/** A crash of PostgreSQL empties the waiting lines: they are then read again, and the walk goes on from where it was. */
const startAgainIfLost = async (run: ImportRun, cursor: ImportCursor): Promise<ImportCursor> => {
  if (cursor.linesRead === cursor.linesRejected || (await areLinesThere(run))) return cursor
  return run.inBatch(async (client) => {
    await removeLines(client, run.record)
    const again: ImportCursor = {
      ...cursor,
      phase: 'stage',
      line: 0,
      linesRead: 0,
      linesRejected: 0,
      warnings: 0,
      identifiersDerived: 0,
      walkFrom: cursor.phase === 'walk' ? cursor.line : cursor.walkFrom,
    }
    await run.progress.moveCursor(client, again)
    return again
  })
}

const areLinesThere = async ({ record, inBatch }: ImportRun): Promise<boolean> =>
  inBatch(async (client) => {
    const { rows } = await client.query<{ found: boolean }>(
      `select exists (select from ${stagedTable(record.target)} where organisation_id = $1 and import_id = $2) as found`,
      [record.organisationId, record.id],
    )
    return rows[0]?.found === true
  })

const removeLines = async (
  client: pg.ClientBase,
  { organisationId, id }: Pick<ImportRecord, 'organisationId' | 'id'>,
): Promise<void> => {
  for (const table of ['import_ledger_line', 'import_stock_line'])
    await client.query(`delete from ${table} where organisation_id = $1 and import_id = $2`, [
      organisationId,
      id,
    ])
}
