import { contract } from '#contract/index.ts'
import { readLadder } from '#server/arrears/ladder-store.ts'
import { useCase } from '#server/use-case.ts'

export const getLadder = useCase(contract.arrears.getLadder, ({ tx, actor }) =>
  readLadder(tx, actor.organisationId),
)
