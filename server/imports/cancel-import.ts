import { contract } from '#contract/index.ts'
import { findRunningWork } from '#server/imports/refusal-to-change.ts'
import { useCase } from '#server/use-case.ts'
import { requestCancel } from '#server/work/request-cancel.ts'
import { findImport, viewOf } from './store.ts'

export const cancelImport = useCase(contract.imports.cancel, async (context, { importId }) => {
  const row = await findImport(context, importId)
  if (!row) return context.refuse('unknown-record')
  const workId = await findRunningWork(context, row)
  if (!workId || !(await requestCancel(context, workId))) return context.refuse('nothing-running')
  return viewOf(context, (await findImport(context, importId)) ?? row)
})
