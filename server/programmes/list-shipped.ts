import { contract } from '#contract/index.ts'
import { shippedProgrammes } from '#domain/programmes/shipped-programmes.ts'
import { useCase } from '#server/use-case.ts'

export const listShipped = useCase(contract.programmes.listShipped, async () => ({
  rows: shippedProgrammes.map(({ key, definition: { name, family, summary, source } }) => ({
    key,
    name,
    family,
    summary,
    source,
  })),
}))
