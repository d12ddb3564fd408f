import { contract } from '#contract/index.ts'
import { record } from '#server/journal.ts'
import { holdMeasure } from '#server/measures/hold-measure.ts'
import { bumpVersion } from '#server/measures/measure-store.ts'
import { tellMeasures } from '#server/measures/tell-measures.ts'
import { useCase } from '#server/use-case.ts'

export const setRhythm = useCase(
  contract.measures.setRhythm,
  async (context, { measureId, version, weeks }) => {
    const { tx, actor, refuse } = context
    const held = await holdMeasure(context, 'write-measure', { measureId, version })
    if (held.refused) return refuse(held.refused, held.current)
    const { measure } = held
    if (measure.definition.rhythm.kind === 'fixed') return refuse('fixed-rhythm')
    await tx
      .updateTable('measure')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', measureId)
      .set({ meeting_weeks: weeks })
      .execute()
    const next = await bumpVersion(tx, actor.organisationId, measureId)
    await record(context, {
      act: 'measure-rhythm-agreed',
      subject: { kind: 'measure', id: measureId },
      householdId: measure.householdId,
      before: { weeks: measure.meetingWeeks },
      after: { weeks },
    })
    await tellMeasures(context, [measureId])
    return { version: next }
  },
)
