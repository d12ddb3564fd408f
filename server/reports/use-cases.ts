import {
  addAssociationLease,
  changeAssociationLease,
  findDwellingsToLet,
  listAssociationLeases,
} from '#server/reports/association-leases.ts'
import {
  exportBehindFigure,
  listBehindFigure,
  openReport,
  stateGap,
  withdrawGap,
} from '#server/reports/reports.ts'

export const reportsUseCases = [
  openReport,
  listBehindFigure,
  exportBehindFigure,
  stateGap,
  withdrawGap,
  listAssociationLeases,
  findDwellingsToLet,
  addAssociationLease,
  changeAssociationLease,
]
