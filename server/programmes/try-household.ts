import { contract } from '#contract/index.ts'
import { decideEligibility } from '#domain/programmes/eligibility.ts'
import { latestDefinition } from '#server/programmes/find-definition.ts'
import { countMeasures, programmeStore } from '#server/programmes/programme-store.ts'
import { readEligibilityFacts } from '#server/programmes/read-eligibility-facts.ts'
import { useCase } from '#server/use-case.ts'

export const tryHousehold = useCase(
  contract.programmes.tryHousehold,
  async (context, { householdId, programmeId, draft, on = context.today, motive, triggeringEvent }) => {
    const { tx, actor, refuse } = context
    const programme = await programmeStore.find(context, programmeId)
    const published = await latestDefinition(tx, actor.organisationId, programmeId)
    const definition = draft ? programme?.draft : published?.definition
    if (!programme || !definition) return refuse('unknown-record')
    const { territories = [], name, capacity } = definition
    const facts = await readEligibilityFacts(context, householdId, { motive, triggeringEvent, territories })
    const { running } = await countMeasures(context, programmeId)
    return {
      ...decideEligibility(definition, facts, {}, on),
      on,
      name,
      number: draft ? null : (published?.number ?? null),
      closedOn: programme.closedOn,
      running,
      capacity,
    }
  },
)
