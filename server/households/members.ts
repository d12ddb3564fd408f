import { contract } from '#contract/index.ts'
import {
  endMember,
  findMembership,
  insertMember,
  insertPerson,
  lockPersonOf,
  refreshSearch,
  refreshSearchOfPerson,
  updatePerson,
  updateVulnerabilities,
} from '#server/households/household-store.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

export const addMember = useCase(
  contract.households.addMember,
  async (context, { householdId, person, memberRole, joinedOn }) => {
    if (joinedOn > context.today) return context.refuse('in-the-future')
    const personId = await insertPerson(context, person)
    await insertMember(context, householdId, personId, { memberRole, joinedOn })
    await refreshSearch(context, [householdId])
    await record(context, {
      act: 'member-joined',
      subject: { kind: 'person', id: personId },
      householdId,
      after: { lastName: person.lastName, firstName: person.firstName, memberRole, joinedOn },
    })
    return { personId }
  },
)

export const endMembership = useCase(contract.households.endMembership, async (context, input) => {
  const { householdId, personId, joinedOn, leftOn } = input
  const membership = await findMembership(context, input)
  if (!membership) return context.refuse('unknown-record')
  if (membership.leftOn !== null) return context.refuse('already-left')
  if (leftOn < joinedOn) return context.refuse('leaves-before-joining')
  if (leftOn > context.today) return context.refuse('in-the-future')

  await endMember(context, input)
  await refreshSearch(context, [householdId])
  await record(context, {
    act: 'member-left',
    subject: { kind: 'person', id: personId },
    householdId,
    after: { leftOn },
  })
  return {}
})

export const editPerson = useCase(
  contract.households.editPerson,
  async (context, { householdId, personId, version, details }) => {
    const person = await lockPersonOf(context, householdId, personId)
    if (!person) return context.refuse('unknown-record')
    const { id, vulnerabilities, version: current, ...before } = person
    if (current !== version) return context.refuse('stale-version', { ...before, version: current })

    await updatePerson(context, personId, details)
    await refreshSearchOfPerson(context, personId)
    await record(context, {
      act: 'person-changed',
      subject: { kind: 'person', id },
      householdId,
      before,
      after: details,
    })
    return { version: version + 1 }
  },
)

export const noteVulnerabilities = useCase(
  contract.households.noteVulnerabilities,
  async (context, { householdId, personId, version, vulnerabilities }) => {
    const person = await lockPersonOf(context, householdId, personId)
    if (!person) return context.refuse('unknown-record')
    if (person.version !== version)
      return context.refuse('stale-version', {
        vulnerabilities: person.vulnerabilities,
        version: person.version,
      })
    await updateVulnerabilities(context, personId, vulnerabilities)
    await record(context, {
      act: 'vulnerabilities-noted',
      subject: { kind: 'vulnerabilities', id: personId },
      householdId,
      before: { vulnerabilities: person.vulnerabilities },
      after: { vulnerabilities },
    })
    return { version: version + 1 }
  },
)
