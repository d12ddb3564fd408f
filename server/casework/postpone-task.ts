import { contract } from '#contract/index.ts'
import { currentOf, findTaskForUpdate, updateTask } from '#server/casework/task-store.ts'
import { useCase } from '#server/use-case.ts'

export const postponeTask = useCase(contract.tasks.postpone, async (context, { taskId, version, dueOn }) => {
  const task = await findTaskForUpdate(context, taskId)
  if (!task) return context.refuse('unknown-record')
  if (task.version !== version) return context.refuse('stale-version', currentOf(task))
  if (task.closed_at) return context.refuse('already-closed')
  if (dueOn < context.today) return context.refuse('past-day')
  return { version: await updateTask(context, task, 'task-postponed', { due_on: dueOn }) }
})
