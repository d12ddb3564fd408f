import { contract } from '#contract/index.ts'
import { reachOf } from '#domain/access.ts'
import { holdMeasure } from '#server/measures/hold-measure.ts'
import { type NewFact, recordFactOf } from '#server/measures/record-fact.ts'
import { useCase } from '#server/use-case.ts'

export const recordFact = useCase(
  contract.measures.recordFact,
  async (context, { measureId, version, fact }) => {
    const { actor, refuse } = context
    const held = await holdMeasure(context, 'write-measure', { measureId, version })
    if (held.refused) return refuse(held.refused, held.current)
    if (fact.kind === 'derogated' && reachOf(actor.role, 'manage-measures') === 'never')
      return refuse('derogation-by-coordinator')
    const recorded = await recordFactOf(context, held.measure, fact as NewFact)
    if (recorded.refused) return refuse(recorded.refused, recorded.missing && { missing: recorded.missing })
    return { factId: recorded.factId, version: recorded.version }
  },
)
