import {
  exportAidReviews,
  listAidReviews,
  startAidReview,
  summariseAidReviews,
} from '#server/rights/aid-reviews.ts'
import { answer } from '#server/rights/answer.ts'
import { checkDalo } from '#server/rights/check-dalo.ts'
import { recordFact, withdrawFact } from '#server/rights/claims.ts'
import { estimate } from '#server/rights/estimate.ts'
import { compare, keepSimulation, removeSimulation } from '#server/rights/simulate.ts'

export const rightsUseCases = [
  estimate,
  checkDalo,
  answer,
  recordFact,
  withdrawFact,
  compare,
  keepSimulation,
  removeSimulation,
  startAidReview,
  summariseAidReviews,
  listAidReviews,
  exportAidReviews,
]
