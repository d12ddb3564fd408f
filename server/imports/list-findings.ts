import { contract } from '#contract/index.ts'
import { countFindings, listFindings as listRows } from '#server/imports/finding-store.ts'
import { useCase } from '#server/use-case.ts'
import { findImport } from './store.ts'

export const listFindings = useCase(contract.imports.listFindings, async (context, request) => {
  if (!(await findImport(context, request.importId))) return context.refuse('unknown-record')
  return {
    ...(await listRows(context, request)),
    total: await countFindings(context, request.importId, request.fate),
  }
})
