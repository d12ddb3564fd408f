import { mergeHouseholds, mergePersons, undoMerge } from '#server/duplicates/merge.ts'
import { dismiss, findForHousehold, list, listMerges } from '#server/duplicates/proposals.ts'

export const duplicateUseCases = [
  list,
  findForHousehold,
  dismiss,
  mergePersons,
  mergeHouseholds,
  undoMerge,
  listMerges,
]
