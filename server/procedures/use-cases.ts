import { downloadAssessment, getAssessment, saveAssessment } from '#server/procedures/assessment.ts'
import { cancel, cancelFact } from '#server/procedures/cancel.ts'
import { changeCircumstances, followPlan } from '#server/procedures/change.ts'
import { get } from '#server/procedures/get.ts'
import { ofHousehold } from '#server/procedures/of-household.ts'
import { recordFact } from '#server/procedures/record-fact.ts'
import { prepare, start } from '#server/procedures/start.ts'

export const procedureUseCases = [
  ofHousehold,
  get,
  prepare,
  start,
  recordFact,
  cancelFact,
  changeCircumstances,
  followPlan,
  cancel,
  getAssessment,
  saveAssessment,
  downloadAssessment,
]
