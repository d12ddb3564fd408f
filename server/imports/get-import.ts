import { contract } from '#contract/index.ts'
import { useCase } from '#server/use-case.ts'
import { findImport, viewOf } from './store.ts'

export const getImport = useCase(contract.imports.get, async (context, { importId }) => {
  const row = await findImport(context, importId)
  return row ? viewOf(context, row) : context.refuse('unknown-record')
})
