import type { FinancingKind } from '#domain/funding/kinds.ts'
import { type DerivedOffer, deriveOffer } from '#domain/offers/derive-offer.ts'
import { isOfferFact } from '#domain/offers/offer-facts.ts'
import type { Granted } from '#domain/offers/walk-offer.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { addDays } from '#domain/plain-date.ts'
import { raiseTasks, settleRaisedTasks } from '#server/casework/raise-task.ts'
import { listFinancingFacts } from '#server/funding/application-store.ts'
import { readLaw } from '#server/funding/law.ts'
import type { Recorder } from '#server/funding/recorder.ts'

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
  await tellOffers(context, drawn)
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
    changes_on: nextChange(derived, today),
    as_of: today,
  }
  await tx
    .insertInto('offer_standing')
    .values({ organisation_id: actor.organisationId, financing_id: financingId, ...picture })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'financing_id']).doUpdateSet(picture))
    .execute()
}

const tellDaysBefore = 3
const tellOn = (dueOn: PlainDate) => addDays(dueOn, -tellDaysBefore)

const nextChange = ({ changesOn, deadlines }: DerivedOffer, today: PlainDate): PlainDate | null =>
  [changesOn, ...deadlines.map(({ dueOn }) => tellOn(dueOn))]
    .filter((day): day is PlainDate => day !== null && day > today)
    .toSorted()[0] ?? null

const prefixOf = (financingId: string) => `offer/${financingId}/`

const tellOffers = async (context: Recorder, drawn: readonly DrawnOffer[]): Promise<void> => {
  const due = drawn.flatMap((one) =>
    one.derived.deadlines
      .filter(({ dueOn }) => tellOn(dueOn) <= context.today)
      .map((deadline) => ({
        one,
        deadline,
        originKey: `${prefixOf(one.financingId)}${deadline.key}/${deadline.dueOn}`,
      })),
  )
  await raiseTasks(
    context,
    due.map(({ one, deadline, originKey }) => ({
      householdId: one.householdId,
      assigneeId: one.reviewerId,
      kind: 'offer-due',
      title: `Financement ${one.number} : ${deadline.label.charAt(0).toLowerCase()}${deadline.label.slice(1)}`,
      dueOn: deadline.dueOn,
      compartment: 'social',
      originKey,
      link: `financements/dossiers/${one.applicationId}`,
    })),
  )
  const live = new Set(due.map(({ originKey }) => originKey))
  const told = await listToldKeys(context, drawn)
  await settleRaisedTasks(
    context,
    told.filter((key) => !live.has(key)),
    'L’offre a avancé : ce rappel n’a plus d’objet.',
  )
}

const listToldKeys = async ({ tx, actor }: Recorder, drawn: readonly DrawnOffer[]): Promise<string[]> => {
  if (drawn.length === 0) return []
  const rows = await tx
    .selectFrom('task')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', 'in', [...new Set(drawn.map(({ householdId }) => householdId))])
    .where('closed_at', 'is', null)
    .where('kind', '=', 'offer-due')
    .select('origin_key')
    .execute()
  const prefixes = drawn.map(({ financingId }) => prefixOf(financingId))
  return rows
    .map(({ origin_key }) => origin_key ?? '')
    .filter((key) => prefixes.some((prefix) => key.startsWith(prefix)))
}
