import type pg from 'pg'
import type { Report } from '#contract/imports.ts'
import { keepFindings, mostFindings } from '#server/imports/findings.ts'
import { addFates, type ImportCursor } from '#server/imports/import-cursor.ts'
import type { ImportRecord } from '#server/imports/import-record.ts'
import { type ImportRun, refreshStatistics } from '#server/imports/import-run.ts'
import { mergeStock } from '#server/imports/merge-stock.ts'
import { stagedTable } from '#server/imports/prepare-lines.ts'
import { countLedger, findCorrections, mergeLedger, type Stretch } from '#server/imports/walk-ledger.ts'
import { countStock, findTenancyChanges } from '#server/imports/walk-stock.ts'

const linesPerStretch = { ledger: 50_000, stock: 20_000 } as const

export type Walk = {
  step: string
  writes: boolean
  /** What is done with a stretch, in its transaction. */
  take: (
    client: pg.PoolClient,
    record: ImportRecord,
    stretch: Stretch,
    cursor: ImportCursor,
  ) => Promise<Pick<ImportCursor, 'fates' | 'findingsKept'>>
}

/** Goes over the waiting lines, stretch by stretch, each in its transaction with the cursor. */
export const walkLines = async (run: ImportRun, from: ImportCursor, walk: Walk): Promise<ImportCursor> => {
  const { record, progress } = run
  const last = await run.inBatch((client) => lastLine(client, record))
  const size = record.target === 'ledger' ? linesPerStretch.ledger : linesPerStretch.stock
  let cursor = from
  let measureAt = size
  while (cursor.line < last) {
    await run.stopIfAsked()
    if (cursor.line >= measureAt && record.target !== 'ledger' && walk.writes) {
      await refreshStatistics(run, 'stock')
      measureAt = cursor.line * 2
    }
    await progress.report(cursor.line, last, walk.step)
    cursor = await run.inBatch(async (client) => {
      // Look-ups by key are laterals; any other join is of many rows with many.
      await client.query('set local enable_nestloop = off')
      const to = Math.min(cursor.line + size, last)
      const stretch = { from: cursor.line, to, isFresh: cursor.isFresh }
      const next = { ...cursor, line: to, ...(await walk.take(client, record, stretch, cursor)) }
      await progress.moveCursor(client, next)
      return next
    })
  }
  if (walk.writes) await refreshStatistics(run, record.target === 'ledger' ? 'ledger' : 'stock')
  return cursor
}

const lastLine = async (
  client: pg.ClientBase,
  { organisationId, id, target }: ImportRecord,
): Promise<number> => {
  const { rows } = await client.query<{ last: number | null }>(
    `select max(line) as last from ${stagedTable(target)} where organisation_id = $1 and import_id = $2`,
    [organisationId, id],
  )
  return rows[0]?.last ?? 0
}

/** Counts what each line would do, and keeps for the user those that would change something. */
export const rehearsalWalk: Walk = {
  step: 'Comparaison avec ce qui est connu',
  writes: false,
  async take(client, record, stretch, cursor) {
    const isLedger = record.target === 'ledger'
    const fates = isLedger
      ? { entry: await countLedger(client, record, stretch) }
      : await countStock(client, record, stretch)
    const room = mostFindings - cursor.findingsKept
    const changes = isLedger
      ? (fates.entry?.changed ?? 0) > 0 && room > 0
        ? await findCorrections(client, record, stretch, room)
        : []
      : await findTenancyChanges(client, record, stretch, room)
    return {
      fates: addFates(cursor.fates, fates),
      findingsKept: await keepFindings(client, record, changes, cursor.findingsKept),
    }
  },
}

export const applicationWalk: Walk = {
  step: 'Écriture',
  writes: true,
  async take(client, record, stretch, cursor) {
    const fates =
      record.target === 'ledger'
        ? { entry: await mergeLedger(client, record, stretch) }
        : await mergeStock(client, record, stretch)
    return { fates: addFates(cursor.fates, fates), findingsKept: cursor.findingsKept }
  },
}

export const reportOf = ({
  linesRead,
  linesRejected,
  warnings,
  identifiersDerived,
  fates,
}: ImportCursor): Report => ({
  linesRead,
  linesRejected,
  warnings,
  identifiersDerived,
  fates,
})
