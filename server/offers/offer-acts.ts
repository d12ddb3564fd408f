import { contract } from '#contract/index.ts'
import type { FinancingFact, NewFinancingFact } from '#domain/funding/financing-facts.ts'
import { decideOfferFact } from '#domain/offers/derive-offer.ts'
import {
  decideMicrocreditFact,
  isMicrocreditFact,
  splitGuarantee,
  walkMicrocredit,
} from '#domain/offers/microcredit.ts'
import type { MicrocreditFact } from '#domain/offers/microcredit-facts.ts'
import { isOfferFact, type OfferEventKind, type OfferFact } from '#domain/offers/offer-facts.ts'
import { walkOffer } from '#domain/offers/walk-offer.ts'
import { standingOfFinancing } from '#server/envelopes/commit-funds.ts'
import { listFinancingFacts } from '#server/funding/application-store.ts'
import { type FoundFinancing, findFinancing } from '#server/funding/find-application.ts'
import { readLaw } from '#server/funding/law.ts'
import { recordFinancingFact, refreshPictures } from '#server/funding/record-financing-fact.ts'
import { grantedOf } from '#server/funding/refresh-offers.ts'
import { record } from '#server/journal.ts'
import { lockLoans } from '#server/loans/hold-loan.ts'
import { keepOfferDocuments, writeOffer } from '#server/offers/offer-documents.ts'
import { giveBackFunds, reasonOfRelease } from '#server/offers/release.ts'
import { makeTerms } from '#server/offers/terms.ts'
import { type Acting, useCase } from '#server/use-case.ts'

const { offers } = contract

/** The financing, held until the transaction ends, with its facts. */
const holdFinancing = async (context: Acting, financingId: string) => {
  const { tx, actor } = context
  const financing = await findFinancing(context, 'review-applications', financingId)
  if (!financing) return undefined
  await lockLoans(tx, actor.organisationId, [financingId])
  const facts = (await listFinancingFacts(tx, actor.organisationId, [financingId])).get(financingId) ?? []
  return { financing, facts }
}

/** Compared with the facts already there before it has its own identifier. */
const candidate = (fact: NewFinancingFact) => ({ ...fact, id: 'new' }) as FinancingFact

const checkOfferFact = async (
  context: Acting,
  financing: FoundFinancing,
  facts: readonly FinancingFact[],
  fact: NewFinancingFact,
) =>
  decideOfferFact(
    grantedOf(financing.kind, financing.decidedOn),
    facts.filter(isOfferFact),
    candidate(fact) as OfferFact,
    await readLaw(context),
    context.today,
  )

export const sendOffer = useCase(offers.send, async (context, { financingId, ...asked }) => {
  const held = await holdFinancing(context, financingId)
  if (!held) return context.refuse('unknown-record')
  const { financing, facts } = held
  const law = await readLaw(context)
  const made = await makeTerms(context, financing, law, asked)
  if (made.problem) return context.refuse(made.problem)
  const fact = { kind: 'offer-sent' as const, on: asked.on, ...made.terms }
  const refused = await checkOfferFact(context, financing, facts, fact)
  if (refused) return context.refuse(refused)
  const recorded = await recordFinancingFact(context, { financingId, fact })
  await keepOfferDocuments(
    context,
    await writeOffer(context, financing, law, { terms: made.terms, sentOn: asked.on }),
  )
  return recorded
})

const endingKinds: readonly OfferEventKind[] = ['offer-declined', 'offer-withdrawn', 'financing-cancelled']

export const recordOfferFact = useCase(offers.record, async (context, { financingId, on, change }) => {
  const held = await holdFinancing(context, financingId)
  if (!held) return context.refuse('unknown-record')
  const fact = { on, ...change }
  const refused = await checkOfferFact(context, held.financing, held.facts, fact)
  if (refused) return context.refuse(refused)
  const released = endingKinds.includes(fact.kind)
    ? await giveBackFunds(context, financingId, reasonOfRelease(fact.kind))
    : 0
  if (released === 'already-disbursed') return context.refuse('already-disbursed')
  const { factId } = await recordFinancingFact(context, { financingId, fact })
  return { factId, releasedCents: released }
})

export const recordMicrocreditFact = useCase(
  offers.recordMicrocredit,
  async (context, { financingId, on, change }) => {
    const held = await holdFinancing(context, financingId)
    if (!held) return context.refuse('unknown-record')
    const { financing, facts } = held
    if (financing.kind !== 'microcredit') return context.refuse('not-a-microcredit')
    if (on < financing.decidedOn) return context.refuse('before-decision')
    const own = facts.filter(isMicrocreditFact)
    const fact =
      change.kind === 'microcredit-guarantee-called'
        ? {
            kind: change.kind,
            on,
            ...splitGuarantee(
              walkMicrocredit(own).course.outstandingCents ?? 0,
              (await readLaw(context)).on(on),
            ),
          }
        : { ...change, on }
    const refused = decideMicrocreditFact(own, candidate(fact) as MicrocreditFact, context.today)
    if (refused) return context.refuse(refused)
    return recordFinancingFact(context, { financingId, fact })
  },
)

/** What gave funds back cannot be undone here: the envelope may have lent them again since. */
const irreversible: readonly FinancingFact['kind'][] = [
  'offer-declined',
  'offer-withdrawn',
  'offer-expired',
  'financing-cancelled',
]

export const cancelOfferFact = useCase(
  offers.cancelFact,
  async (context, { financingId, factId, reason }) => {
    const { tx, actor, now, refuse } = context
    const held = await holdFinancing(context, financingId)
    if (!held) return refuse('unknown-record')
    const row = await tx
      .selectFrom('financing_event')
      .where('organisation_id', '=', actor.organisationId)
      .where('financing_id', '=', financingId)
      .where('id', '=', factId)
      .select(['kind', 'on_date', 'cancelled_at'])
      .executeTakeFirst()
    const isOurs = row && (isOfferFact(row) || isMicrocreditFact(row))
    if (!row || !isOurs) return refuse('unknown-record')
    if (row.cancelled_at) return refuse('already-cancelled')
    if (irreversible.includes(row.kind as FinancingFact['kind'])) return refuse('funds-given-back')
    if (await breaksOthers(context, held, factId)) return refuse('contradicts-later-fact')
    if ((await standingOfFinancing(context, financingId)).disbursed > 0) return refuse('already-disbursed')
    await tx
      .updateTable('financing_event')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', factId)
      .set({ cancelled_at: now, cancelled_by: actor.membershipId, cancelled_reason: reason })
      .execute()
    await record(context, {
      act: 'financing-fact-cancelled',
      subject: { kind: 'financing', id: financingId },
      householdId: held.financing.householdId,
      before: { kind: row.kind, on: row.on_date },
    })
    await refreshPictures(context, [financingId])
    return {}
  },
)

const breaksOthers = async (
  context: Acting,
  { financing, facts }: { financing: FoundFinancing; facts: readonly FinancingFact[] },
  factId: string,
): Promise<boolean> => {
  const law = await readLaw(context)
  const granted = grantedOf(financing.kind, financing.decidedOn)
  const rest = facts.filter(({ id }) => id !== factId)
  const placed = (all: readonly FinancingFact[]) =>
    new Set([
      ...walkOffer(granted, all.filter(isOfferFact), law)
        .taken.filter(({ problem }) => problem === null)
        .map(({ fact }) => fact.id),
      ...all.filter(isMicrocreditFact).map(({ id }) => id),
    ])
  const after = placed(rest)
  for (const { id } of walkMicrocredit(rest.filter(isMicrocreditFact)).unplaced) after.delete(id)
  return [...placed(facts)].some((id) => id !== factId && !after.has(id))
}
