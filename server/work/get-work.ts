import { contract } from '#contract/index.ts'
import { useCase } from '#server/use-case.ts'
import { findWork } from './store.ts'

export const getWork = useCase(contract.work.get, async ({ tx, actor, refuse }, { workId }) => {
  const found = await findWork(tx, actor.organisationId, workId)
  return found ? found.view : refuse('unknown-record')
})
