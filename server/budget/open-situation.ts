import { contract } from '#contract/index.ts'
import { findCurrentRent, listHouseholdPersons, readSnapshots } from '#server/budget/snapshot-store.ts'
import { findProofs } from '#server/documents/find-proofs.ts'
import { listOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { useCase } from '#server/use-case.ts'

/** The families of figures that a budget is computed with. */
const families = ['units', 'effort', 'residual-income', 'rsa', 'seizable', 'overindebtedness']

export const openSituation = useCase(contract.budget.openSituation, async (context, { householdId }) => {
  const persons = await listHouseholdPersons(context, householdId)
  const figures = await listOrganisationParameters(context)
  const snapshots = await readSnapshots(context, householdId)
  const lines = snapshots.flatMap(({ resources, charges }) => [...resources, ...charges])
  const files = lines.flatMap(({ proofFileId }) => proofFileId ?? [])
  return {
    snapshots,
    proofs: await findProofs(context, householdId, files),
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
