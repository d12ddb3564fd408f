import { contract } from '#contract/index.ts'
import { findCurrentRent, listHouseholdPersons, readSnapshots } from '#server/budget/snapshot-store.ts'
import { listOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { useCase } from '#server/use-case.ts'

/** The families of figures that a budget is computed with. */
const families = ['units', 'effort', 'residual-income', 'rsa', 'seizable', 'overindebtedness']

export const openSituation = useCase(contract.budget.openSituation, async (context, { householdId }) => {
  const persons = await listHouseholdPersons(context, householdId)
  const figures = await listOrganisationParameters(context)
  return {
    snapshots: await readSnapshots(context, householdId),
    figures: figures.filter(({ key }) => families.includes(key.split('.')[0] ?? '')),
    members: persons
      .filter(({ leftOn }) => leftOn === null || leftOn >= context.today)
      .map(({ personId, firstName, lastName, bornOn, memberRole }) => ({
        personId,
        name: [firstName, lastName].filter(Boolean).join(' '),
        bornOn,
        isPartner: memberRole === 'partner',
        isSharedCustody: false,
      })),
    tenancy: await findCurrentRent(context, householdId),
  }
})
