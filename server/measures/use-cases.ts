import { acceptAssignments, setCapacity } from '#server/measures/assignments.ts'
import { cancelFact } from '#server/measures/cancel-fact.ts'
import { readCaseload } from '#server/measures/caseload.ts'
import { answerCheck, derogateCheck } from '#server/measures/checks.ts'
import { countMeasures } from '#server/measures/count.ts'
import { readCoverage } from '#server/measures/coverage.ts'
import { exportMeasures } from '#server/measures/export.ts'
import { handOver, handoverOptions, handovers } from '#server/measures/hand-over.ts'
import { listMeasures } from '#server/measures/list.ts'
import { listHouseholdMeasures, openMeasure } from '#server/measures/open.ts'
import { recordDocument, removeDocument } from '#server/measures/papers.ts'
import { previewRequest } from '#server/measures/preview-request.ts'
import { recordFact } from '#server/measures/record.ts'
import { requestMeasure } from '#server/measures/request.ts'
import { setRhythm } from '#server/measures/set-rhythm.ts'
import { transferMeasure } from '#server/measures/transfer.ts'
import { assignWorker, endWorker } from '#server/measures/workers.ts'

export const measuresUseCases = [
  listMeasures,
  countMeasures,
  exportMeasures,
  readCoverage,
  listHouseholdMeasures,
  openMeasure,
  previewRequest,
  requestMeasure,
  recordFact,
  cancelFact,
  answerCheck,
  derogateCheck,
  recordDocument,
  removeDocument,
  setRhythm,
  assignWorker,
  endWorker,
  transferMeasure,
  handoverOptions,
  handOver,
  handovers,
  readCaseload,
  setCapacity,
  acceptAssignments,
]
