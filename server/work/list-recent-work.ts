import { contract } from '#contract/index.ts'
import { useCase } from '#server/use-case.ts'
import { countWork, listWork } from './store.ts'

export const listRecentWork = useCase(contract.work.listRecent, async ({ tx, actor }, request) => ({
  ...(await listWork(tx, actor.organisationId, request)),
  total: await countWork(tx, actor.organisationId, request.kind),
}))
