import {
  addRenewalOperation,
  cancelRenewalStep,
  changeRenewalOperation,
  recordRenewalStep,
  simulateRenewal,
} from '#server/urban-renewal/operations.ts'
import {
  addRenewalProject,
  changeRenewalProject,
  exportRenewalProjects,
  findRenewalArea,
  getRenewalProject,
  listRenewalProjects,
} from '#server/urban-renewal/projects.ts'

export const urbanRenewalUseCases = [
  listRenewalProjects,
  exportRenewalProjects,
  getRenewalProject,
  addRenewalProject,
  changeRenewalProject,
  findRenewalArea,
  simulateRenewal,
  addRenewalOperation,
  changeRenewalOperation,
  recordRenewalStep,
  cancelRenewalStep,
]
