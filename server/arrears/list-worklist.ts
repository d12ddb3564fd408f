import { contract } from '#contract/index.ts'
import { countWorklistRows, listWorklistRows } from '#server/arrears/worklist-store.ts'
import { useCase } from '#server/use-case.ts'

export const listWorklist = useCase(
  contract.arrears.listWorklist,
  async (context, { sort, after, limit, ...filters }) => ({
    ...(await listWorklistRows(context, { filters, sort, limit, ...(after ? { after } : {}) })),
    total: await countWorklistRows(context, filters),
  }),
)
