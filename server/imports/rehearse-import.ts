import { contract } from '#contract/index.ts'
import { refusalToChange } from '#server/imports/refusal-to-change.ts'
import { rehearsalJob } from '#server/imports/rehearsal-job.ts'
import { enqueue } from '#server/jobs.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'
import { startWork } from '#server/work/start-work.ts'
import { findImportForUpdate } from './store.ts'

export const rehearseImport = useCase(contract.imports.rehearse, async (context, { importId }) => {
  const { tx, actor, refuse } = context
  const { organisationId } = actor
  const row = await findImportForUpdate(context, importId)
  if (!row) return refuse('unknown-record')
  const busy = await refusalToChange(context, row)
  if (busy) return refuse(busy)
  if (!row.columns_chosen_at) return refuse('columns-not-chosen')
  const workId = await startWork(tx, actor, 'import-rehearsal')
  await tx
    .updateTable('portfolio_import')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', importId)
    .set({ rehearsal_work_id: workId, rehearsal: null, application_work_id: null })
    .execute()
  // One import of an organisation at a time: what a file would change depends on those before it.
  await enqueue(
    tx,
    rehearsalJob,
    { organisationId, importId, workId },
    { queue: `imports/${organisationId}` },
  )
  await record(context, { act: 'import-rehearsed', subject: { kind: 'import', id: importId } })
  return { workId }
})
