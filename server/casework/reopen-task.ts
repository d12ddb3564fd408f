import { contract } from '#contract/index.ts'
import { currentOf, findTaskForUpdate, updateTask } from '#server/casework/task-store.ts'
import { useCase } from '#server/use-case.ts'

export const reopenTask = useCase(contract.tasks.reopen, async (context, { taskId, version }) => {
  const task = await findTaskForUpdate(context, taskId)
  if (!task) return context.refuse('unknown-record')
  if (!task.closed_at) return context.refuse('still-open')
  if (task.version !== version) return context.refuse('stale-version', currentOf(task))
  const open = { closed_at: null, closed_by: null, closed_as: null, outcome: null }
  return { version: await updateTask(context, task, 'task-reopened', open) }
})
