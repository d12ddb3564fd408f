import { contract } from '#contract/index.ts'
import { listProgrammeRows } from '#server/programmes/programme-store.ts'
import { useCase } from '#server/use-case.ts'

export const list = useCase(contract.programmes.list, (context, filters) =>
  listProgrammeRows(context, filters),
)
