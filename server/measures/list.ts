import { contract } from '#contract/index.ts'
import { countMeasureRows, listMeasureRows } from '#server/measures/list-store.ts'
import { useCase } from '#server/use-case.ts'

export const listMeasures = useCase(
  contract.measures.list,
  async (context, { sort, after, limit, ...filters }) => ({
    ...(await listMeasureRows(context, { filters, sort, limit, ...(after ? { after } : {}) })),
    total: await countMeasureRows(context, filters),
  }),
)
