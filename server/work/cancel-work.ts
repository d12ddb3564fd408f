import { contract } from '#contract/index.ts'
import { useCase } from '#server/use-case.ts'
import { requestCancel } from '#server/work/request-cancel.ts'
import { findWork } from './store.ts'

export const cancelWork = useCase(contract.work.cancel, async (context, { workId }) => {
  const { tx, actor, refuse } = context
  const found = await findWork(tx, actor.organisationId, workId)
  if (!found) return refuse('unknown-record')
  const mayCancel =
    found.startedById === actor.membershipId || actor.role === 'coordinator' || actor.role === 'administrator'
  if (!mayCancel) return refuse('not-yours')
  if (!(await requestCancel(context, workId))) return refuse('already-ended')
  return (await findWork(tx, actor.organisationId, workId))?.view ?? refuse('unknown-record')
})
