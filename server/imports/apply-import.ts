import { contract } from '#contract/index.ts'
import { applicationJob } from '#server/imports/application-job.ts'
import { readRehearsal } from '#server/imports/import-record.ts'
import { refusalToChange } from '#server/imports/refusal-to-change.ts'
import { enqueue } from '#server/jobs.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'
import { startWork } from '#server/work/start-work.ts'
import { findImportForUpdate } from './store.ts'

export const applyImport = useCase(contract.imports.apply, async (context, { importId, keepGoodLines }) => {
  const { tx, actor, refuse } = context
  const { organisationId } = actor
  const row = await findImportForUpdate(context, importId)
  if (!row) return refuse('unknown-record')
  const busy = await refusalToChange(context, row)
  if (busy) return refuse(busy)
  const rehearsal = readRehearsal(row.rehearsal)
  if (!rehearsal) return refuse('not-rehearsed')
  if (rehearsal.stagedLines === 0) return refuse('nothing-to-apply')
  if (rehearsal.report.linesRejected > 0 && !keepGoodLines) return refuse('has-rejected-lines')
  const workId = await startWork(tx, actor, 'import-application')
  await tx
    .updateTable('portfolio_import')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', importId)
    .set({ application_work_id: workId })
    .execute()
  await enqueue(
    tx,
    applicationJob,
    { organisationId, importId, workId },
    { queue: `imports/${organisationId}` },
  )
  await record(context, {
    act: 'import-application-asked',
    subject: { kind: 'import', id: importId },
    after: { keepGoodLines },
  })
  return { workId }
})
