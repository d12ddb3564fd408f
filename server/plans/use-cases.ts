import { downloadAgreement, downloadPlanLetter } from '#server/plans/download-letters.ts'
import { getPlan } from '#server/plans/get-plan.ts'
import { keepSignedAgreement } from '#server/plans/keep-signed-agreement.ts'
import { openDraft } from '#server/plans/open-draft.ts'
import { proposePlan } from '#server/plans/propose-plan.ts'
import { recordPlanEvent } from '#server/plans/record-plan-event.ts'
import { recordVersionEvent } from '#server/plans/record-version-event.ts'
import { renegotiatePlan } from '#server/plans/renegotiate-plan.ts'
import { decideSafetyNet, stateSafetyNet } from '#server/plans/safety-net.ts'
import { moveAction, openSupport, proposeAction, recordAssessment } from '#server/plans/support.ts'

export const plansUseCases = [
  openSupport,
  recordAssessment,
  proposeAction,
  moveAction,
  openDraft,
  proposePlan,
  getPlan,
  recordPlanEvent,
  renegotiatePlan,
  recordVersionEvent,
  stateSafetyNet,
  decideSafetyNet,
  keepSignedAgreement,
  downloadAgreement,
  downloadPlanLetter,
]
