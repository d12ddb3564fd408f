import { contract } from '#contract/index.ts'
import { countPlaces, listPlaces } from '#server/casework/log-lines.ts'
import { readLines } from '#server/casework/read-lines.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import { useCase } from '#server/use-case.ts'

export const listLog = useCase(
  contract.casework.listLog,
  async ({ tx, actor, today }, { after, limit, ...filters }) => {
    const reader = { actor, today }
    const places = await listPlaces(tx, reader, filters, { after: decodeKey(after, 3), limit: limit + 1 })
    const page = cutPage(places, limit, ({ on, micros, id }) => encodeKey(on, micros, id))
    return {
      rows: await readLines(tx, reader, page.rows),
      next: page.next,
      total: await countPlaces(tx, reader, filters),
    }
  },
)
