import { contract } from '#contract/index.ts'
import { fundingDocumentLabels, type OfferDocument, offerDocumentsOf } from '#domain/offers/document-kinds.ts'
import type { OfferTerms } from '#domain/offers/offer-facts.ts'
import { costOf, flowsOf } from '#domain/offers/taeg.ts'
import type { Law } from '#domain/offers/walk-offer.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { type FoundFinancing, findFinancing } from '#server/funding/find-application.ts'
import { keepMadeDocument } from '#server/funding/funding-documents.ts'
import { readLaw } from '#server/funding/law.ts'
import { drawOffers } from '#server/funding/refresh-offers.ts'
import { renderLetter } from '#server/letters/render-letter.ts'
import { offerTables, offerValues, type WrittenOffer } from '#server/offers/offer-words.ts'
import { scheduleOf } from '#server/offers/terms.ts'
import { type Acting, useCase } from '#server/use-case.ts'

/** An offer as its terms were written, to print any of its papers again. */
export const writeOffer = async (
  context: Acting,
  financing: FoundFinancing,
  law: Law,
  { terms, sentOn }: { terms: OfferTerms; sentOn: PlainDate },
): Promise<WrittenOffer> => {
  const { tx, actor } = context
  const schedule = scheduleOf(financing, { on: sentOn, firstDueOn: terms.firstDueOn })
  const rows = 'rows' in schedule ? schedule.rows : []
  const flows = flowsOf(terms.cents, rows.length > 0 ? rows.map(({ cents }) => cents) : [terms.cents], terms)
  const { number, name } = await tx
    .selectFrom('application as a')
    .innerJoin('organisation as o', 'o.id', 'a.organisation_id')
    .where('a.organisation_id', '=', actor.organisationId)
    .where('a.id', '=', financing.applicationId)
    .select(['a.number', 'o.name'])
    .executeTakeFirstOrThrow()
  return {
    financing,
    terms,
    rows,
    costCents: costOf(flows),
    sentOn,
    law,
    applicationNumber: number,
    lender: name,
  }
}

export const renderOfferDocument = (context: Acting, offer: WrittenOffer, kind: OfferDocument) =>
  renderLetter(context, {
    templateKey: kind,
    householdId: offer.financing.householdId,
    values: offerValues(offer),
    tables: offerTables(offer),
    // The form goes back to the lender: its address stands where the household's would.
    ...(kind === 'withdrawal-form' ? { recipient: [offer.lender] } : {}),
  })

/** Everything that goes with the offer is made and kept as it was on that day. */
export const keepOfferDocuments = async (context: Acting, offer: WrittenOffer): Promise<void> => {
  const { financing, terms, rows } = offer
  for (const kind of offerDocumentsOf(terms.regime, rows.length > 0)) {
    const { pdf } = await renderOfferDocument(context, offer, kind)
    await keepMadeDocument(context, {
      applicationId: financing.applicationId,
      financingId: financing.id,
      householdId: financing.householdId,
      kind,
      fileName: `${fundingDocumentLabels[kind]} ${financing.number}.pdf`,
      content: pdf,
    })
  }
}

export const draftOfferDocument = useCase(
  contract.offers.draftDocument,
  async (context, { financingId, kind }) => {
    const financing = await findFinancing(context, 'review-applications', financingId)
    if (!financing) return context.refuse('unknown-record')
    const [drawn] = await drawOffers(context, [financingId])
    const { terms, sentOn } = drawn?.derived.course ?? { terms: null, sentOn: null }
    if (!terms || !sentOn) return context.refuse('no-offer')
    const offer = await writeOffer(context, financing, await readLaw(context), { terms, sentOn })
    const asked = offerDocumentsOf(terms.regime, offer.rows.length > 0).find((one) => one === kind)
    if (!asked) return context.refuse('no-offer')
    const { pdf, fileName } = await renderOfferDocument(context, offer, asked)
    return { fileName, contentType: 'application/pdf', inline: true, body: pdf }
  },
)
