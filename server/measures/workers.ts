import { contract } from '#contract/index.ts'
import { deriveMeasure } from '#domain/measures/derive.ts'
import { openStatuses } from '#domain/measures/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { record } from '#server/journal.ts'
import type { FoundMeasure } from '#server/measures/find-measure.ts'
import { holdMeasure } from '#server/measures/hold-measure.ts'
import { bumpVersion } from '#server/measures/measure-store.ts'
import { tellMeasures } from '#server/measures/tell-measures.ts'
import { addWorker, closeFile, endPart, findWorker } from '#server/measures/worker-store.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const assignWorker = useCase(
  contract.measures.assign,
  async (context, { measureId, version, membershipId, part, fromOn }) => {
    const { refuse } = context
    const held = await holdMeasure(context, 'manage-measures', { measureId, version })
    if (held.refused) return refuse(held.refused, held.current)
    const { measure } = held
    const colleague = await findWorker(context, membershipId)
    if (!colleague) return refuse('unknown-member')
    if ((colleague.role === 'volunteer') !== (part === 'volunteer')) return refuse('volunteer-part')
    if (!isOpen(measure, context.today)) return refuse('measure-closed')
    const running = measure.workers.filter(({ untilOn }) => untilOn === null || untilOn >= fromOn)
    if (running.some((one) => one.membershipId === membershipId && one.part === part))
      return refuse('already-assigned')
    if (part === 'lead' && running.some((one) => one.part === 'lead')) return refuse('has-lead')
    await addWorker(context, measure, { membershipId, part, fromOn })
    await recordWorker(context, measure, 'measure-assigned', { name: colleague.name, part, fromOn })
    return { version: await changed(context, measure) }
  },
)

export const endWorker = useCase(
  contract.measures.endWorker,
  async (context, { measureId, version, untilOn, ...span }) => {
    const { refuse } = context
    if (untilOn < span.fromOn) return refuse('ends-before-starting')
    const held = await holdMeasure(context, 'manage-measures', { measureId, version })
    if (held.refused) return refuse(held.refused, held.current)
    const { measure } = held
    if (!(await endPart(context, measureId, span, untilOn))) return refuse('unknown-record')
    await closeFile(context, measure.householdId, span.membershipId, untilOn)
    await recordWorker(context, measure, 'measure-worker-ended', { part: span.part, untilOn })
    return { version: await changed(context, measure) }
  },
)

export const isOpen = ({ definition, facts }: FoundMeasure, today: PlainDate): boolean =>
  (openStatuses as readonly string[]).includes(deriveMeasure(definition, facts, today).status)

export const recordWorker = (
  context: Acting,
  { id, householdId }: Pick<FoundMeasure, 'id' | 'householdId'>,
  act: string,
  after: object,
) => record(context, { act, subject: { kind: 'measure', id }, householdId, after })

/** The standing follows its workers. */
const changed = async (context: Acting, { id }: FoundMeasure): Promise<number> => {
  const version = await bumpVersion(context.tx, context.actor.organisationId, id)
  await tellMeasures(context, [id])
  return version
}
