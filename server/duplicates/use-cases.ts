import { mergeHouseholds, mergePersons } from '#server/duplicates/merge.ts'
import { dismiss, findForHousehold, list, listBetween, listMerges } from '#server/duplicates/proposals.ts'
import { undoMerge } from '#server/duplicates/undo-merge.ts'

export const duplicateUseCases = [
  list,
  findForHousehold,
  listBetween,
  dismiss,
  mergePersons,
  mergeHouseholds,
  undoMerge,
  listMerges,
]
