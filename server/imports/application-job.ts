import { requestScreening } from '#server/arrears/screen-portfolio.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import { findDuplicates } from '#server/duplicates/find-duplicates.ts'
import { cleanUpJob } from '#server/imports/clean-up-job.ts'
import type { ImportCursor } from '#server/imports/import-cursor.ts'
import type { ImportRecord } from '#server/imports/import-record.ts'
import type { ImportRun } from '#server/imports/import-run.ts'
import { prepareLines } from '#server/imports/prepare-lines.ts'
import { countsOf } from '#server/imports/rehearsal-job.ts'
import { type ImportJob, runImport } from '#server/imports/run-import.ts'
import { applicationWalk, reportOf, walkLines } from '#server/imports/walk-lines.ts'
import { enqueue, job } from '#server/jobs.ts'
import { record as journal } from '#server/journal.ts'

/** Writes the lines of a rehearsed file. Killed and started again, it goes on after the last stretch written. */
export const applicationJob = job<ImportJob>('imports.apply', (house, payload, signal) =>
  runImport(house, payload, signal, async (run, from) => {
    const prepared = await prepareLines(run, fromRehearsal(run.record, from))
    const cursor = await walkLines(run, prepared, applicationWalk)
    await inOrganisation(house.database, payload.organisationId, (tx) => conclude(tx, run, payload, cursor))
  }),
)

/** The first run takes over the lines that the rehearsal left ready. */
const fromRehearsal = ({ rehearsal }: ImportRecord, cursor: ImportCursor): ImportCursor => {
  if (!rehearsal || cursor.linesRead > 0) return cursor
  const { linesRead, linesRejected, warnings, identifiersDerived } = rehearsal.report
  return { ...cursor, linesRead, linesRejected, warnings, identifiersDerived }
}

const conclude = async (
  tx: Tx,
  { record, progress }: ImportRun,
  payload: ImportJob,
  cursor: ImportCursor,
) => {
  const { organisationId, importId } = payload
  const report = reportOf(cursor)
  const actor = { organisationId, membershipId: record.startedBy }
  await tx
    .updateTable('portfolio_import')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', importId)
    .set({ outcome: JSON.stringify(report) })
    .execute()
  await journal(
    { tx, actor },
    {
      act: 'import-applied',
      subject: { kind: 'import', id: importId },
      after: { target: record.target, ...report },
    },
  )
  await requestScreening(tx, actor)
  if (record.target !== 'ledger')
    await enqueue(tx, findDuplicates, { organisationId }, { key: `find-duplicates/${organisationId}` })
  await enqueue(tx, cleanUpJob, { organisationId, importId })
  await progress.finish(countsOf(report), tx)
}
