import type { FinancingKind } from '#domain/funding/kinds.ts'
import { type DerivedOffer, deriveOffer } from '#domain/offers/derive-offer.ts'
import { isOfferFact } from '#domain/offers/offer-facts.ts'
import type { Granted } from '#domain/offers/walk-offer.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { listFinancingFacts } from '#server/funding/application-store.ts'
import { readLaw } from '#server/funding/law.ts'
import type { Recorder } from '#server/funding/recorder.ts'
import { type Followed, nextChangeOf, tellDeadlines } from '#server/funding/tell-deadlines.ts'

export type DrawnOffer = {
  financingId: string
  householdId: string
  applicationId: string
  number: string
  kind: FinancingKind
  reviewerId: string | null
  derived: DerivedOffer
}

/** An aid is given, and the bank makes its own offer: nobody's answer to ours is awaited. */
export const grantedOf = (kind: FinancingKind, decidedOn: PlainDate): Granted => ({
  decidedOn,
  needsOffer: kind !== 'grant' && kind !== 'recurring-aid' && kind !== 'microcredit',
})

/** Where the offers of these financings stand on the day, from their facts. */
export const drawOffers = async (
  { tx, actor, today }: Recorder,
  financingIds: readonly string[],
): Promise<DrawnOffer[]> => {
  if (financingIds.length === 0) return []
  const { organisationId } = actor
  const rows = await tx
    .selectFrom('financing as f')
    .leftJoin('application_standing as s', (join) =>
      join
        .onRef('s.organisation_id', '=', 'f.organisation_id')
        .onRef('s.application_id', '=', 'f.application_id'),
    )
    .where('f.organisation_id', '=', organisationId)
    .where('f.id', 'in', financingIds)
    .select(['f.id', 'f.household_id', 'f.application_id', 'f.number', 'f.kind', 'f.decided_on'])
    .select('s.reviewer_id')
    .execute()
  const facts = await listFinancingFacts(tx, organisationId, financingIds)
  const law = await readLaw({ tx, actor })
  return rows.map((row) => {
    const kind = row.kind as FinancingKind
    const own = (facts.get(row.id) ?? []).filter(isOfferFact)
    return {
      financingId: row.id,
      householdId: row.household_id,
      applicationId: row.application_id,
      number: row.number,
      kind,
      reviewerId: row.reviewer_id,
      derived: deriveOffer(grantedOf(kind, row.decided_on), own, law, today),
    }
  })
}

/** Draws the standing of these offers again, and tells what is due. */
export const refreshOffers = async (context: Recorder, financingIds: readonly string[]): Promise<void> => {
  const drawn = await drawOffers(context, financingIds)
  for (const one of drawn) await writeStanding(context, one)
  await tellDeadlines(
    context,
    'offer-due',
    drawn.map(followedOf),
    'L’offre a avancé : ce rappel n’a plus d’objet.',
  )
}

const writeStanding = async (
  { tx, actor, today }: Recorder,
  { financingId, derived }: DrawnOffer,
): Promise<void> => {
  const { course, deadlines } = derived
  const next = deadlines[0]
  const picture = {
    stage: derived.stage,
    regime: course.terms?.regime ?? null,
    sent_on: course.sentOn,
    accepted_on: course.acceptedOn,
    release_from: derived.releaseFrom?.dueOn ?? null,
    next_due: next?.label ?? null,
    next_due_on: next?.dueOn ?? null,
    changes_on: nextChangeOf(derived.changesOn, derived.deadlines, today),
    as_of: today,
  }
  await tx
    .insertInto('offer_standing')
    .values({ organisation_id: actor.organisationId, financing_id: financingId, ...picture })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'financing_id']).doUpdateSet(picture))
    .execute()
}

const followedOf = ({
  financingId,
  householdId,
  reviewerId,
  number,
  applicationId,
  derived,
}: DrawnOffer): Followed => ({
  prefix: `offer/${financingId}/`,
  householdId,
  assigneeId: reviewerId,
  name: `Financement ${number}`,
  link: `financements/dossiers/${applicationId}`,
  deadlines: derived.deadlines,
})
