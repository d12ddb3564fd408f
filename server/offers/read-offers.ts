import type { Output } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import type { Deadline } from '#domain/calendar.ts'
import { type FinancingEventKind, financingEventLabels } from '#domain/funding/financing-facts.ts'
import { type FinancingKind, isRepaidByInstalments } from '#domain/funding/kinds.ts'
import { answerDelays, makesOffer } from '#domain/offers/delays.ts'
import type { DerivedOffer } from '#domain/offers/derive-offer.ts'
import { offerDocumentsOf } from '#domain/offers/document-kinds.ts'
import { isMicrocreditFact, microcreditTransitions, walkMicrocredit } from '#domain/offers/microcredit.ts'
import { isOfferFact, type OfferFact } from '#domain/offers/offer-facts.ts'
import { printTaeg } from '#domain/offers/taeg.ts'
import { type OfferStage, offerTransitions } from '#domain/offers/transitions.ts'
import { compareDates, type PlainDate } from '#domain/plain-date.ts'
import { listFinancingFacts } from '#server/funding/application-store.ts'
import { findApplication, findFinancing } from '#server/funding/find-application.ts'
import { listFundingDocuments } from '#server/funding/funding-documents.ts'
import { readLaw } from '#server/funding/law.ts'
import { drawOffers, grantedOf } from '#server/funding/refresh-offers.ts'
import { writeOffer } from '#server/offers/offer-documents.ts'
import { makeTerms } from '#server/offers/terms.ts'
import { useCase } from '#server/use-case.ts'

export const listOffersOfApplication = useCase(
  contract.offers.listOfApplication,
  async (context, { applicationId }) => {
    const { tx, actor } = context
    if (!(await findApplication(context, 'read-funding', applicationId))) return { rows: [] }
    const rows = await tx
      .selectFrom('financing as f')
      .innerJoin('product_version as v', (join) =>
        join
          .onRef('v.organisation_id', '=', 'f.organisation_id')
          .onRef('v.product_id', '=', 'f.product_id')
          .onRef('v.number', '=', 'f.product_number'),
      )
      .leftJoin('offer_standing as o', (join) =>
        join.onRef('o.organisation_id', '=', 'f.organisation_id').onRef('o.financing_id', '=', 'f.id'),
      )
      .where('f.organisation_id', '=', actor.organisationId)
      .where('f.application_id', '=', applicationId)
      .select(['f.id as financingId', 'f.number', 'f.kind', 'f.granted_cents as grantedCents'])
      .select(['v.name as productName', 'o.stage', 'o.next_due as nextDue', 'o.next_due_on as nextDueOn'])
      .orderBy('f.number')
      .limit(100)
      .execute()
    return {
      rows: rows.map((row) => ({
        ...row,
        kind: row.kind as FinancingKind,
        stage: (row.stage ?? 'granted') as OfferStage,
      })),
    }
  },
)

type View = Output<typeof contract.offers.get>

export const getOffer = useCase(contract.offers.get, async (context, { financingId }) => {
  const { tx, actor } = context
  const financing = await findFinancing(context, 'read-funding', financingId)
  const [drawn] = financing ? await drawOffers(context, [financingId]) : []
  if (!financing || !drawn) return context.refuse('unknown-record')
  const { derived } = drawn
  const facts = (await listFinancingFacts(tx, actor.organisationId, [financingId])).get(financingId) ?? []
  const granted = grantedOf(financing.kind, financing.decidedOn)
  const { terms, sentOn } = derived.course
  const written =
    terms && sentOn ? await writeOffer(context, financing, await readLaw(context), { terms, sentOn }) : null
  return {
    financingId,
    applicationId: financing.applicationId,
    number: financing.number,
    kind: financing.kind,
    productName: financing.productName,
    grantedCents: financing.grantedCents,
    months: financing.months,
    decidedOn: financing.decidedOn,
    stage: derived.stage,
    needsOffer: granted.needsOffer,
    hasSchedule: isRepaidByInstalments(financing.kind) && financing.months !== null,
    asksInsurance: financing.product.charges?.insurance !== 'none',
    releaseFrom: derived.releaseFrom?.dueOn ?? null,
    terms:
      terms && written
        ? {
            regime: terms.regime,
            months: terms.months,
            firstDueOn: terms.firstDueOn,
            taeg: printTaeg(terms.taeg, written.costCents),
            feeCents: terms.feeCents,
            insuranceCents: terms.insuranceCents,
          }
        : null,
    line: datedLine(financing.decidedOn, derived, facts.filter(isOfferFact), context.today),
    changes: financing.kind === 'microcredit' ? microcreditChanges(facts) : offerChanges(derived.stage),
    microcredit: financing.kind === 'microcredit' ? microcreditView(facts) : null,
    documents: await listFundingDocuments(context, { applicationId: financing.applicationId, financingId }),
  }
})

/** Expiry is the night's. */
const offerChanges = (stage: OfferStage): FinancingEventKind[] => [
  ...new Set(
    offerTransitions
      .filter(({ from, event }) => from === stage && event !== 'offer-expired')
      .map(({ event }) => event),
  ),
]

type Facts = Parameters<typeof isMicrocreditFact>[0][]

const microcreditChanges = (facts: Facts): FinancingEventKind[] => {
  const { stage } = walkMicrocredit(facts.filter(isMicrocreditFact)).course
  return microcreditTransitions.filter(({ from }) => from === stage).map(({ event }) => event)
}

const microcreditView = (facts: Facts): View['microcredit'] => {
  const { stage, bank, outstandingCents, guarantee } = walkMicrocredit(facts.filter(isMicrocreditFact)).course
  return {
    stage,
    bank,
    outstandingCents,
    guaranteedCents: guarantee?.guaranteedCents ?? null,
    lostCents: guarantee?.lostCents ?? null,
  }
}

type DatedLine = View['line'][number]

/** What happened and what the law makes come, on one line of days. */
const datedLine = (
  decidedOn: PlainDate,
  { course, releaseFrom, deadlines, stage }: DerivedOffer,
  facts: readonly OfferFact[],
  today: PlainDate,
): DatedLine[] => {
  const told = (key: string, label: string, deadline: Deadline | null | undefined): DatedLine[] =>
    deadline
      ? [
          {
            key,
            on: deadline.dueOn,
            label,
            why: [deadline.why, deadline.source].filter(Boolean).join(' · '),
            rawOn: deadline.moved ? deadline.rawDueOn : null,
            isDone: deadline.dueOn < today,
          },
        ]
      : []
  const isOver = course.endedOn !== null
  const waitsAnswer = stage === 'sent'
  return [
    { key: 'decided', on: decidedOn, label: 'Décision d’accord', why: '', rawOn: null, isDone: true },
    ...facts.map((fact) => ({
      key: fact.id,
      on: fact.on,
      label: financingEventLabels[fact.kind],
      why: 'reason' in fact && fact.reason ? fact.reason : '',
      rawOn: null,
      isDone: true,
    })),
    ...(stage === 'granted'
      ? deadlines.map(({ key, dueOn, label, why }) => ({
          key,
          on: dueOn,
          label,
          why,
          rawOn: null,
          isDone: false,
        }))
      : []),
    ...(waitsAnswer
      ? told('accept-from', 'Acceptation possible à partir du', course.answer?.acceptFrom)
      : []),
    ...(waitsAnswer ? told('valid-until', 'Fin de validité de l’offre', course.answer?.validUntil) : []),
    ...(isOver ? [] : told('frozen', 'Dernier jour sans aucun versement', course.release?.frozenUntil)),
    ...(isOver ? [] : told('withdraw', 'Dernier jour pour se rétracter', course.release?.withdrawUntil)),
    ...(isOver ? [] : told('release', 'Versement possible à partir du', releaseFrom)),
  ].toSorted((a, b) => compareDates(a.on, b.on))
}

export const previewOffer = useCase(contract.offers.preview, async (context, { financingId, ...asked }) => {
  const financing = await findFinancing(context, 'review-applications', financingId)
  if (!financing) return context.refuse('unknown-record')
  const law = await readLaw(context)
  const made = await makeTerms(context, financing, law, asked)
  if (made.problem) return context.refuse(made.problem)
  const { terms, rows, costCents, explanation } = made
  const { regime } = terms
  const { on } = asked
  return {
    regime,
    explanation,
    taeg: printTaeg(terms.taeg, costCents),
    costCents,
    instalments: rows.length,
    instalmentCents: rows[0]?.cents ?? null,
    lastInstalmentCents: rows.at(-1)?.cents ?? null,
    lastDueOn: rows.at(-1)?.dueOn ?? null,
    feeCents: terms.feeCents,
    validUntil: makesOffer(regime)
      ? answerDelays(regime, { sentOn: on, receivedOn: null }, law.on(on), law.holidays(on)).validUntil.dueOn
      : null,
    documents: offerDocumentsOf(regime, rows.length > 0),
  }
})
