import { contract } from '#contract/index.ts'
import { readGlidingLeases } from '#server/housing/gliding.ts'
import { readSearches } from '#server/housing/searches.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { useCase } from '#server/use-case.ts'
import { listOccupancies, listTenancyStays } from './stay-store.ts'

export const openPath = useCase(contract.housing.openPath, async (context, { householdId }) => {
  const params = await readOrganisationParameters(context, context.today)
  return {
    tenancies: await listTenancyStays(context, householdId),
    occupancies: await listOccupancies(context, householdId),
    glidingLeases: await readGlidingLeases(context, householdId),
    searches: await readSearches(context, householdId),
    usualConventionMonths: params.readNearest('gliding-lease.usual-months'),
  }
})
