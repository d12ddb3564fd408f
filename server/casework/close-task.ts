import { contract } from '#contract/index.ts'
import { closeTaskRow, currentOf, findTaskForUpdate } from '#server/casework/task-store.ts'
import { useCase } from '#server/use-case.ts'

export const closeTask = useCase(contract.tasks.close, async (context, { taskId, version, as, outcome }) => {
  const task = await findTaskForUpdate(context, taskId)
  if (!task) return context.refuse('unknown-record')
  if (task.closed_at) return context.refuse('already-closed')
  if (task.version !== version) return context.refuse('stale-version', currentOf(task))
  return { version: await closeTaskRow(context, task, as, outcome) }
})
