import { contract } from '#contract/index.ts'
import { reachOf } from '#domain/access.ts'
import type { Eligibility } from '#domain/programmes/eligibility.ts'
import { insertMeasure } from '#server/measures/create-measure.ts'
import { openEligibility } from '#server/measures/eligibility.ts'
import { latestDefinition } from '#server/programmes/find-definition.ts'
import { useCase } from '#server/use-case.ts'

/** A criterion refused stops the request unless a coordinator lets it pass; one still open waits for its answer. */
export const requestMeasure = useCase(contract.measures.request, async (context, sent) => {
  const { tx, actor, today, refuse } = context
  const { householdId, programmeId, requestedOn, prescriber, answers, derogations } = sent
  if (requestedOn > today) return refuse('future-request')
  const found = await latestDefinition(tx, actor.organisationId, programmeId)
  if (!found) return refuse('unknown-programme')
  if (found.closedOn !== null && found.closedOn <= today) return refuse('programme-closed')
  const { prescribers } = found.definition
  if (prescribers.length > 0 && !prescribers.includes(prescriber)) return refuse('prescriber-not-allowed')
  const decide = openEligibility(context, householdId, { ...sent, on: requestedOn })
  const eligibility = await decide(found.definition)
  if (!answersStand(eligibility, answers)) return refuse('unknown-test')
  if (derogations.length > 0 && reachOf(actor.role, 'manage-measures') === 'never')
    return refuse('derogation-by-coordinator')
  const refused = refusedTests(eligibility, derogations)
  if (refused.length > 0) return refuse('not-eligible', { tests: refused })
  const measureId = await insertMeasure(context, sent, found, { eligibility, derogations })
  return { measureId }
})

/** A person only answers what the facts leave open. */
const answersStand = ({ tests }: Eligibility, answers: readonly { testKey: string }[]): boolean =>
  answers.every(({ testKey }) =>
    tests.some(({ key, settledBy }) => key === testKey && settledBy === 'person'),
  )

const refusedTests = ({ tests }: Eligibility, derogations: readonly { testKey: string }[]) =>
  tests
    .filter(({ key, answer }) => answer === 'no' && !derogations.some(({ testKey }) => testKey === key))
    .map(({ label, reason }) => ({ label, reason }))
