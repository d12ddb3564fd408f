import { contract } from '#contract/index.ts'
import { record } from '#server/journal.ts'
import { findMeasureForUpdate, leadOn } from '#server/measures/find-measure.ts'
import { bumpVersion } from '#server/measures/measure-store.ts'
import { tellMeasures } from '#server/measures/tell-measures.ts'
import { addWorker, type Colleague, findWorker } from '#server/measures/worker-store.ts'
import { isOpen, recordWorker } from '#server/measures/workers.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const setCapacity = useCase(
  contract.measures.setCapacity,
  async (context, { membershipId, capacityTenths }) => {
    const { tx, actor, now, refuse } = context
    if (!(await findWorker(context, membershipId))) return refuse('unknown-member')
    const kept = { capacity_tenths: capacityTenths, set_by: actor.membershipId, set_at: now }
    await tx
      .insertInto('worker_capacity')
      .values({ organisation_id: actor.organisationId, membership_id: membershipId, ...kept })
      .onConflict((conflict) => conflict.columns(['organisation_id', 'membership_id']).doUpdateSet(kept))
      .execute()
    await record(context, {
      act: 'worker-capacity-set',
      subject: { kind: 'membership', id: membershipId },
      after: { capacityTenths },
    })
    return {}
  },
)

/** Those that found a referent, or ended, since the list was read are left as they are. */
export const acceptAssignments = useCase(
  contract.measures.acceptAssignments,
  async (context, { choices }) => {
    const { refuse } = context
    const colleagues = new Map<string, Colleague>()
    for (const membershipId of new Set(choices.map((choice) => choice.membershipId))) {
      const colleague = await findWorker(context, membershipId)
      if (!colleague || colleague.role === 'volunteer') return refuse('unknown-member')
      colleagues.set(membershipId, colleague)
    }
    const assigned: string[] = []
    // In the order of the identifiers: two coordinators who accept at once wait, and never for each other.
    for (const choice of choices.toSorted((a, b) => (a.measureId < b.measureId ? -1 : 1)))
      if (await assignOne(context, choice, colleagues.get(choice.membershipId)?.name ?? ''))
        assigned.push(choice.measureId)
    await tellMeasures(context, assigned)
    return { assigned: assigned.length, skipped: choices.length - assigned.length }
  },
)

const assignOne = async (
  context: Acting,
  { measureId, membershipId }: { measureId: string; membershipId: string },
  name: string,
): Promise<boolean> => {
  const { tx, actor, today } = context
  const measure = await findMeasureForUpdate(tx, actor.organisationId, measureId)
  if (!measure || !isOpen(measure, today) || leadOn(measure.workers, today)) return false
  await addWorker(context, measure, { membershipId, part: 'lead', fromOn: today })
  await recordWorker(context, measure, 'measure-assigned', { name, part: 'lead', fromOn: today })
  await bumpVersion(tx, actor.organisationId, measureId)
  return true
}
