import { contract } from '#contract/index.ts'
import { decideCompartment } from '#domain/casework/compartments.ts'
import { findColleague } from '#server/casework/find-colleague.ts'
import { insertTask } from '#server/casework/task-store.ts'
import { useCase } from '#server/use-case.ts'

export const addTask = useCase(contract.tasks.add, async (context, { compartment: chosen, ...task }) => {
  const compartment = decideCompartment(context.actor.role, chosen)
  if (!compartment) return context.refuse('compartment-not-yours')
  if (task.assigneeId && !(await findColleague(context, task.assigneeId)))
    return context.refuse('unknown-colleague')
  return { taskId: await insertTask(context, { ...task, compartment }) }
})
