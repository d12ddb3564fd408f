import { contract } from '#contract/index.ts'
import { useCase } from '#server/use-case.ts'
import { listMemberPage } from './store.ts'

export const listMembers = useCase(contract.identity.listMembers, (context, filter) =>
  listMemberPage(context, filter),
)
