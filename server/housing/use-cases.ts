import {
  addApproval,
  cancelApprovalFact,
  changeApproval,
  listApprovalViews,
  recordApprovalFact,
} from '#server/housing/approvals.ts'
import {
  cancelGlidingFact,
  listGlidingLeases,
  recordGlidingFact,
  signConvention,
} from '#server/housing/gliding.ts'
import { openPath } from '#server/housing/open-path.ts'
import {
  addProposal,
  answerProposal,
  changeSearch,
  closeSearch,
  listSearches,
  openSearch,
} from '#server/housing/searches.ts'
import { addOccupancy, changeOccupancy, noteMove } from '#server/housing/stays.ts'

export const housingUseCases = [
  openPath,
  addOccupancy,
  changeOccupancy,
  noteMove,
  signConvention,
  recordGlidingFact,
  cancelGlidingFact,
  listGlidingLeases,
  openSearch,
  changeSearch,
  closeSearch,
  addProposal,
  answerProposal,
  listSearches,
  listApprovalViews,
  addApproval,
  changeApproval,
  recordApprovalFact,
  cancelApprovalFact,
]
