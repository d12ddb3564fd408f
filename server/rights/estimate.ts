import { contract } from '#contract/index.ts'
import { estimateRights } from '#domain/rights/estimate-rights.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { readClaims } from '#server/rights/claim-store.ts'
import { readRightsFacts } from '#server/rights/read-facts.ts'
import { readSimulations } from '#server/rights/simulation-store.ts'
import { useCase } from '#server/use-case.ts'

export const estimate = useCase(contract.rights.estimate, async (context, { householdId, onDate }) => {
  const on = onDate ?? context.today
  const { facts, ...read } = await readRightsFacts(context, householdId, on)
  const params = await readOrganisationParameters(context, on)
  return {
    onDate: on,
    situationOn: facts.situation?.onDate ?? null,
    ...estimateRights(facts, params),
    answers: facts.answers,
    ...read,
    claims: await readClaims(context, householdId),
    simulations: await readSimulations(context, householdId),
  }
})
