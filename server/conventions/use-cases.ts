import { amendConvention, cancelAmendment } from '#server/conventions/amend.ts'
import {
  addConventionDocument,
  openConventionDocument,
  removeConventionDocument,
} from '#server/conventions/documents.ts'
import { readConventionFigures } from '#server/conventions/figures.ts'
import { listConventionFinancings } from '#server/conventions/financings.ts'
import {
  applyConventionImport,
  openConventionImport,
  rehearseConventionImport,
  undoConventionImport,
} from '#server/conventions/imports.ts'
import { countConventions, exportConventions, listConventions } from '#server/conventions/list.ts'
import { openConvention } from '#server/conventions/open.ts'
import { addParty, findConventionPartners, removeParty } from '#server/conventions/parties.ts'
import { correctConvention, createConvention, endConventionEarly } from '#server/conventions/write.ts'

export const conventionUseCases = [
  listConventions,
  countConventions,
  exportConventions,
  openConvention,
  readConventionFigures,
  listConventionFinancings,
  findConventionPartners,
  createConvention,
  correctConvention,
  endConventionEarly,
  addParty,
  removeParty,
  amendConvention,
  cancelAmendment,
  addConventionDocument,
  openConventionDocument,
  removeConventionDocument,
  rehearseConventionImport,
  openConventionImport,
  applyConventionImport,
  undoConventionImport,
]
