import { contract } from '#contract/index.ts'
import {
  type Details,
  insertHousehold,
  insertMember,
  insertPerson,
  refreshSearch,
} from '#server/households/household-store.ts'
import { insertReferent } from '#server/households/referent-store.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

/** `MARTIN Zoé`, as the imported households are named. */
const labelOf = ({ lastName, firstName }: Details): string =>
  [lastName.toUpperCase(), firstName].filter(Boolean).join(' ')

export const create = useCase(contract.households.create, async (context, { person, followedByMe }) => {
  const { actor, today } = context
  const label = labelOf(person)
  const householdId = await insertHousehold(context, label)
  const personId = await insertPerson(context, person)
  await insertMember(context, householdId, personId, { memberRole: 'leaseholder', joinedOn: today })
  if (followedByMe)
    await insertReferent(context, {
      householdId,
      membershipId: actor.membershipId,
      kind: 'referent',
      fromOn: today,
    })
  await refreshSearch(context, [householdId])
  await record(context, {
    act: 'household-created',
    subject: { kind: 'household', id: householdId },
    householdId,
    after: { label },
  })
  return { householdId, personId }
})
