import { addPhoto, openPhoto } from '#server/technical-reports/photos.ts'
import { listHouseholdReports, listReports, openReport } from '#server/technical-reports/read.ts'
import { answerReport, changeReport, recordWorkDone, writeReport } from '#server/technical-reports/write.ts'

export const technicalReportUseCases = [
  listReports,
  listHouseholdReports,
  openReport,
  writeReport,
  changeReport,
  addPhoto,
  openPhoto,
  answerReport,
  recordWorkDone,
]
