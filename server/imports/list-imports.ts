import { contract } from '#contract/index.ts'
import { useCase } from '#server/use-case.ts'
import { countImports, listImports as listRows } from './store.ts'

export const listImports = useCase(contract.imports.list, async (context, { after, limit }) => ({
  ...(await listRows(context, after, limit)),
  total: await countImports(context),
}))
