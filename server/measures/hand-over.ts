import { contract } from '#contract/index.ts'
import { deriveMeasure } from '#domain/measures/derive.ts'
import { datesInOrder } from '#domain/measures/handover.ts'
import { runningStatuses } from '#domain/measures/kinds.ts'
import { maySend } from '#domain/parcels/decide-sharing.ts'
import { parcelCategories } from '#domain/parcels/kinds.ts'
import type { LinkState } from '#domain/parcels/partner-kinds.ts'
import { findReceivedHandover, isHandoverAwaited, listHandovers } from '#server/measures/handover-store.ts'
import { findReachable, holdMeasure } from '#server/measures/hold-measure.ts'
import { bumpVersion } from '#server/measures/measure-store.ts'
import { recordWorker } from '#server/measures/workers.ts'
import { insertParcel } from '#server/parcels/parcel-rows.ts'
import { checkTerms } from '#server/parcels/send.ts'
import { listPartnerRows } from '#server/partners/partner-rows.ts'
import { useCase } from '#server/use-case.ts'

export const handoverOptions = useCase(contract.measures.handoverOptions, async (context, { measureId }) => {
  if (!(await findReachable(context, 'manage-measures', measureId))) return context.refuse('unknown-record')
  const partners = await listPartnerRows(context)
  return {
    partners: partners
      .filter(({ archived_on, link_state }) => archived_on === null && link_state !== 'ended')
      .map(({ id, name, link_state }) => ({ id, name, linkState: link_state as LinkState })),
    categories: parcelCategories.map((category) => ({
      category,
      mayRead: maySend(context.actor.role, category),
    })),
  }
})

/**
 * Proposes the measure to another service: a parcel with what the household agreed to share and what its next service
 * must know. The measure goes on here until the answer comes (`take-handover-answer.ts`).
 */
export const handOver = useCase(
  contract.measures.handOver,
  async (context, { measureId, version, handover, ...terms }) => {
    const { refuse, today } = context
    const held = await holdMeasure(context, 'manage-measures', { measureId, version })
    if (held.refused) return refuse(held.refused, held.current)
    const { measure } = held
    const { householdId, definition, motive } = measure
    const { status, startedOn, endsOn } = deriveMeasure(definition, measure.facts, today)
    if (!(runningStatuses as readonly string[]).includes(status)) return refuse('not-running')
    if (await isHandoverAwaited(context, measureId)) return refuse('already-handed-over')
    const verdict = await checkTerms(
      context,
      { ...terms, consentId: null },
      { kind: 'transfer', householdId, termOn: null },
    )
    if (verdict.outcome === 'refused') return refuse(verdict.reason)
    const parcelId = await insertParcel(context, {
      ...terms,
      kind: 'transfer',
      purpose: 'hand-over',
      householdId,
      measureId,
      isByHand: verdict.partner.linked_organisation_id === null,
      words: {
        motive,
        handover: {
          ...handover,
          dates: datesInOrder(handover.dates),
          programme: definition.name,
          startedOn,
          endsOn,
        },
      },
    })
    await recordWorker(context, measure, 'measure-handed-over', {
      parcelId,
      partner: verdict.partner.name,
      categories: terms.categories,
      agreedOn: terms.agreement.givenOn,
    })
    return { parcelId, version: await bumpVersion(context.tx, context.actor.organisationId, measureId) }
  },
)

export const handovers = useCase(contract.measures.handovers, async (context, { measureId }) => {
  if (!(await findReachable(context, 'read-measure', measureId))) return context.refuse('unknown-record')
  return {
    received: (await findReceivedHandover(context, measureId)) ?? null,
    sent: await listHandovers(context, measureId),
  }
})
