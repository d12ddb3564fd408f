import type pg from 'pg'
import { withOrganisationClient } from '#server/db.ts'
import type { House } from '#server/house.ts'
import type { ImportRecord } from '#server/imports/import-record.ts'
import type { WorkProgress } from '#server/work/work-progress.ts'

/** The person asked to stop, or the process is stopping and another will go on. */
export class Stopped extends Error {
  readonly by: 'person' | 'process'
  constructor(by: 'person' | 'process') {
    super('stopped')
    this.by = by
  }
}

export type ImportRun = {
  house: House
  record: ImportRecord
  progress: WorkProgress
  /** One batch, one transaction. */
  inBatch<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T>
  stopIfAsked(): Promise<void>
}

/** Tells the planner what has just been written, in a transaction of its own. */
export const refreshStatistics = async (
  run: ImportRun,
  what: 'lines' | 'stock' | 'ledger',
): Promise<void> => {
  await run.inBatch((client) => client.query('select refresh_import_statistics($1)', [what]))
}

export const openImportRun = (
  house: House,
  record: ImportRecord,
  progress: WorkProgress,
  signal: AbortSignal,
): ImportRun => ({
  house,
  record,
  progress,
  inBatch: (work) => withOrganisationClient(house.database, record.organisationId, work),
  async stopIfAsked() {
    if (signal.aborted) throw new Stopped('process')
    if (await progress.isCancelled()) throw new Stopped('person')
  },
})
