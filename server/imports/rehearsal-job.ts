import { inOrganisation } from '#server/db.ts'
import { prepareLines } from '#server/imports/prepare-lines.ts'
import { type ImportJob, runImport } from '#server/imports/run-import.ts'
import { rehearsalWalk, reportOf, walkLines } from '#server/imports/walk-lines.ts'
import { job } from '#server/jobs.ts'

/** Reads the whole file and tells what it would do; changes nothing of the portfolio. */
export const rehearsalJob = job<ImportJob>('imports.rehearse', (house, payload, signal) =>
  runImport(house, payload, signal, async (run, from) => {
    const prepared = await prepareLines(run, from)
    const cursor = await walkLines(run, prepared, rehearsalWalk)
    const report = reportOf(cursor)
    const rehearsal = {
      report,
      lastLine: cursor.line,
      stagedLines: cursor.linesRead - cursor.linesRejected,
    }
    await inOrganisation(house.database, payload.organisationId, async (tx) => {
      await tx
        .updateTable('portfolio_import')
        .where('organisation_id', '=', payload.organisationId)
        .where('id', '=', payload.importId)
        .where('rehearsal_work_id', '=', payload.workId)
        .set({ rehearsal: JSON.stringify(rehearsal) })
        .execute()
      await run.progress.finish(countsOf(report), tx)
    })
  }),
)

export const countsOf = ({ linesRead, linesRejected }: { linesRead: number; linesRejected: number }) => ({
  linesRead,
  linesRejected,
})
