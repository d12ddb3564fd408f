import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { deriveSubsidy, type SubsidyFact, subsidyEventLabels } from '#domain/funding/subsidy-facts.ts'
import { hold } from '#server/applications/hold.ts'
import { findCurrentPlan } from '#server/financing-plans/find-plan.ts'
import {
  insertSubsidy,
  insertSubsidyFact,
  listSubsidiesOf,
  listSubsidyFacts,
  lockSubsidy,
  refreshSubsidy,
  type StoredSubsidy,
  viewSubsidy,
} from '#server/financing-plans/subsidy-store.ts'
import { record } from '#server/journal.ts'
import { mayReach } from '#server/reach.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const requestSubsidy = useCase(
  contract.financingPlans.requestSubsidy,
  async (context, { applicationId, resourceId, cents, on }) => {
    const application = await hold(context, applicationId)
    const current = application && (await findCurrentPlan(context, applicationId))
    const resource = current?.plan.resources.find(({ id }) => id === resourceId)
    if (!application || !resource) return context.refuse('unknown-record')
    if (resource.kind !== 'subsidy' || resource.funderKind === null || resource.funderKind === 'ours')
      return context.refuse('not-a-subsidy')
    if (on > context.today) return context.refuse('future-day')
    const known = await listSubsidiesOf(context, applicationId)
    if (known.some((one) => one.resourceId === resourceId)) return context.refuse('already-requested')
    const subsidyId = await insertSubsidy(context, {
      applicationId,
      householdId: application.householdId,
      resourceId,
      partnerId: resource.partnerId,
      funderName: resource.label,
      funderKind: resource.funderKind,
      countsInCap: resource.countsInCap,
      cents,
      on,
    })
    await tell(context, { id: subsidyId, householdId: application.householdId }, 'requested', { on, cents })
    return { subsidyId }
  },
)

const tell = (
  context: Acting,
  { id, householdId }: Pick<StoredSubsidy, 'id' | 'householdId'>,
  kind: string,
  after: object,
) => record(context, { act: `subsidy-${kind}`, subject: { kind: 'subsidy', id }, householdId, after })

const holdSubsidy = async (context: Acting, subsidyId: string): Promise<StoredSubsidy | undefined> => {
  const subsidy = await lockSubsidy(context, subsidyId)
  return subsidy && (await mayReach(context, 'write-applications', subsidy.householdId)) ? subsidy : undefined
}

const factsOf = async (context: Acting, subsidyId: string) =>
  (await listSubsidyFacts(context, [subsidyId])).get(subsidyId) ?? []

export const recordSubsidyFact = useCase(
  contract.financingPlans.recordSubsidyFact,
  async (context, { subsidyId, version, fact }) => {
    const subsidy = await holdSubsidy(context, subsidyId)
    if (!subsidy) return context.refuse('unknown-record')
    const recorded = await factsOf(context, subsidyId)
    if (subsidy.version !== version) return context.refuse('stale-version', viewSubsidy(subsidy, recorded))
    if (fact.on > context.today) return context.refuse('future-day')
    if (fact.kind === 'notified' && fact.deadline !== null && fact.deadline < fact.on)
      return context.refuse('deadline-before-notice')
    const added = { ...fact, id: randomUUIDv7() } as SubsidyFact
    const { unplaced } = deriveSubsidy([...recorded.map((one) => one.fact), added])
    if (unplaced.length > 0) return context.refuse('out-of-order')
    await insertSubsidyFact(context, subsidyId, added)
    await refreshSubsidy(context, subsidyId)
    await tell(context, subsidy, fact.kind, {
      on: fact.on,
      ...('cents' in fact ? { cents: fact.cents } : {}),
    })
    return { version: version + 1 }
  },
)

export const cancelSubsidyFact = useCase(
  contract.financingPlans.cancelSubsidyFact,
  async (context, { subsidyId, version, factId, reason }) => {
    const { tx, actor, now, refuse } = context
    const subsidy = await holdSubsidy(context, subsidyId)
    const recorded = subsidy ? await factsOf(context, subsidyId) : []
    const found = recorded.find(({ fact }) => fact.id === factId)
    if (!subsidy || !found) return refuse('unknown-record')
    if (subsidy.version !== version) return refuse('stale-version', viewSubsidy(subsidy, recorded))
    if (found.fact.kind === 'requested') return refuse('kept-fact')
    const others = recorded.filter(({ fact }) => fact.id !== factId).map(({ fact }) => fact)
    if (deriveSubsidy(others).unplaced.length > 0) return refuse('contradicts-later-fact')
    await tx
      .updateTable('subsidy_event')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', factId)
      .set({ cancelled_at: now, cancelled_by: actor.membershipId, cancelled_reason: reason })
      .execute()
    await refreshSubsidy(context, subsidyId)
    await tell(context, subsidy, 'fact-cancelled', { kind: subsidyEventLabels[found.fact.kind] })
    return { version: version + 1 }
  },
)
