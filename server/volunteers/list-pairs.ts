import { contract } from '#contract/index.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import { useCase } from '#server/use-case.ts'
import { countPairs, findPairView, listPairRows } from '#server/volunteers/pair-store.ts'

export const listPairs = useCase(
  contract.volunteers.listPairs,
  async (context, { after, limit, ...filters }) => {
    const found = await listPairRows(context, filters, decodeKey(after, 2), limit + 1)
    const { rows, next } = cutPage(found, limit, (row) => encodeKey(row.startedOn, row.pairId))
    return { rows, next, total: await countPairs(context, filters) }
  },
)

export const openPair = useCase(
  contract.volunteers.openPair,
  async (context, { pairId }) => (await findPairView(context, pairId)) ?? context.refuse('unknown-record'),
)
