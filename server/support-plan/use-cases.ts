import { addAction, changeAction, closeAction, reopenAction } from '#server/support-plan/actions.ts'
import { downloadContract } from '#server/support-plan/contract-letter.ts'
import { keepSignedContract } from '#server/support-plan/keep-signed-contract.ts'
import { addObjective, changeObjective, evaluateObjective } from '#server/support-plan/objectives.ts'
import { openPlan } from '#server/support-plan/open-plan.ts'
import { downloadReport, draftReport, saveReport, sendReport } from '#server/support-plan/reports.ts'
import { changeReview, holdReview } from '#server/support-plan/reviews.ts'

export const supportPlanUseCases = [
  openPlan,
  addObjective,
  changeObjective,
  evaluateObjective,
  addAction,
  changeAction,
  closeAction,
  reopenAction,
  holdReview,
  changeReview,
  downloadContract,
  keepSignedContract,
  draftReport,
  saveReport,
  downloadReport,
  sendReport,
]
