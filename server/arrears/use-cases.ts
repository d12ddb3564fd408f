import { assignReferent } from '#server/arrears/assign-referent.ts'
import { cancelEvent } from '#server/arrears/cancel-event.ts'
import { countProposals } from '#server/arrears/count-proposals.ts'
import { countWorklist } from '#server/arrears/count-worklist.ts'
import { exportWorklist } from '#server/arrears/export-worklist.ts'
import { getLadder } from '#server/arrears/get-ladder.ts'
import { listProposals } from '#server/arrears/list-proposals.ts'
import { listWorklist } from '#server/arrears/list-worklist.ts'
import { openCase } from '#server/arrears/open-case.ts'
import { openLines } from '#server/arrears/open-lines.ts'
import { previewLetter } from '#server/arrears/preview-letter.ts'
import { readReleasedLetter } from '#server/arrears/read-released-letter.ts'
import { recordEvent } from '#server/arrears/record-event.ts'
import { releaseSteps } from '#server/arrears/release-steps.ts'
import { saveLadder } from '#server/arrears/save-ladder.ts'
import { startScreening } from '#server/arrears/start-screening.ts'

export const arrearsUseCases = [
  listWorklist,
  countWorklist,
  exportWorklist,
  startScreening,
  assignReferent,
  openCase,
  openLines,
  recordEvent,
  cancelEvent,
  getLadder,
  saveLadder,
  listProposals,
  countProposals,
  previewLetter,
  releaseSteps,
  readReleasedLetter,
]
