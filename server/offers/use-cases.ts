import { getCreditRegime, setCreditRegime } from '#server/offers/credit-regime.ts'
import { keepSignedOffer } from '#server/offers/keep-signed.ts'
import {
  cancelOfferFact,
  recordMicrocreditFact,
  recordOfferFact,
  sendOffer,
} from '#server/offers/offer-acts.ts'
import { draftOfferDocument } from '#server/offers/offer-documents.ts'
import { getOffer, listOffersOfApplication, previewOffer } from '#server/offers/read-offers.ts'

export const offerUseCases = [
  listOffersOfApplication,
  getOffer,
  previewOffer,
  sendOffer,
  recordOfferFact,
  recordMicrocreditFact,
  cancelOfferFact,
  draftOfferDocument,
  keepSignedOffer,
  getCreditRegime,
  setCreditRegime,
]
