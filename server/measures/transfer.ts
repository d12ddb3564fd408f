import { contract } from '#contract/index.ts'
import { tellHandover } from '#domain/measures/handover.ts'
import { addDays } from '#domain/plain-date.ts'
import { writeHandover } from '#server/casework/write-handover.ts'
import { leadOn } from '#server/measures/find-measure.ts'
import { holdMeasure } from '#server/measures/hold-measure.ts'
import { bumpVersion } from '#server/measures/measure-store.ts'
import { tellMeasures } from '#server/measures/tell-measures.ts'
import { addWorker, closeFile, endPart, findWorker, removePart } from '#server/measures/worker-store.ts'
import { isOpen, recordWorker } from '#server/measures/workers.ts'
import { useCase } from '#server/use-case.ts'

/**
 * Another referent takes the measure on a day, with a handover note in the file. The outgoing one keeps reading it until
 * the day agreed, and no longer.
 */
export const transferMeasure = useCase(
  contract.measures.transfer,
  async (context, { measureId, version, membershipId, on, accessUntilOn, handover, audience }) => {
    const { refuse } = context
    if (accessUntilOn < on) return refuse('ends-before-starting')
    const held = await holdMeasure(context, 'manage-measures', { measureId, version })
    if (held.refused) return refuse(held.refused, held.current)
    const { measure } = held
    const incoming = await findWorker(context, membershipId)
    if (!incoming) return refuse('unknown-member')
    if (incoming.role === 'volunteer') return refuse('volunteer-part')
    if (!isOpen(measure, context.today)) return refuse('measure-closed')
    const outgoing = leadOn(measure.workers, on)
    if (!outgoing) return refuse('no-lead')
    if (outgoing.membershipId === membershipId) return refuse('same-referent')
    if (outgoing.fromOn === on) await removePart(context, measureId, outgoing)
    else await endPart(context, measureId, outgoing, addDays(on, -1))
    await addWorker(context, measure, { membershipId, part: 'lead', fromOn: on })
    await closeFile(context, measure.householdId, outgoing.membershipId, accessUntilOn)
    await writeHandover(context, {
      householdId: measure.householdId,
      audience,
      body: tellHandover(handover),
    })
    await recordWorker(context, measure, 'measure-transferred', {
      from: outgoing.name,
      to: incoming.name,
      on,
      accessUntilOn,
    })
    const next = await bumpVersion(context.tx, context.actor.organisationId, measureId)
    await tellMeasures(context, [measureId])
    return { version: next }
  },
)
