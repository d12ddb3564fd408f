import { contract } from '#contract/index.ts'
import { useCase } from '#server/use-case.ts'
import { listTeamRows } from './store.ts'

export const listTeams = useCase(contract.identity.listTeams, async (context) => ({
  rows: await listTeamRows(context),
}))
