import { contract } from '#contract/index.ts'
import { findColleague } from '#server/casework/find-colleague.ts'
import { currentOf, findTaskForUpdate, updateTask } from '#server/casework/task-store.ts'
import { useCase } from '#server/use-case.ts'

export const changeTask = useCase(
  contract.tasks.change,
  async (context, { taskId, version, title, dueOn, assigneeId }) => {
    const task = await findTaskForUpdate(context, taskId)
    if (!task) return context.refuse('unknown-record')
    if (task.version !== version) return context.refuse('stale-version', currentOf(task))
    if (task.closed_at) return context.refuse('already-closed')
    if (assigneeId && assigneeId !== task.assignee_id && !(await findColleague(context, assigneeId)))
      return context.refuse('unknown-colleague')
    return {
      version: await updateTask(context, task, 'task-changed', {
        title,
        due_on: dueOn,
        assignee_id: assigneeId,
      }),
    }
  },
)
