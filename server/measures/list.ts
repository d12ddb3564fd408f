import { contract } from '#contract/index.ts'
import { countMeasureRows, listMeasureRows } from '#server/measures/list-store.ts'
import { useCase } from '#server/use-case.ts'

export const listMeasures = useCase(
  contract.measures.list,
  async (context, { sort, after, limit, ...filters }) => {
    const total = await countMeasureRows(context, filters)
    const page = { filters, sort, limit, total, ...(after ? { after } : {}) }
    return { ...(await listMeasureRows(context, page)), total }
  },
)
