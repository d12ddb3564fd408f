import { getReview } from '#server/reviews/read-review.ts'
import {
  abandonApplication,
  askDocuments,
  assignReviewer,
  cancelApplicationFact,
  declareComplete,
  giveOpinion,
  openFundingDocument,
  receiveDocument,
  reopenApplication,
} from '#server/reviews/review-acts.ts'

export const reviewUseCases = [
  getReview,
  assignReviewer,
  askDocuments,
  receiveDocument,
  declareComplete,
  giveOpinion,
  abandonApplication,
  reopenApplication,
  cancelApplicationFact,
  openFundingDocument,
]
