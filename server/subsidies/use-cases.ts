import { estimateInstalments } from '#server/subsidies/estimate.ts'
import { listFunds } from '#server/subsidies/list-funds.ts'
import { addPiece, endMandate, openPaper, recordMandate } from '#server/subsidies/mandates.ts'
import { openAdvance } from '#server/subsidies/open-advance.ts'
import { recordReceipt, reverseReceipt } from '#server/subsidies/receipts.ts'
import { decideSettlement, proposeSettlement, withdrawSettlement } from '#server/subsidies/settlements.ts'
import { askLoan, listLoanProducts, withdrawLoan } from '#server/subsidies/shortfall-loans.ts'

export const subsidyUseCases = [
  openAdvance,
  estimateInstalments,
  recordMandate,
  addPiece,
  endMandate,
  openPaper,
  recordReceipt,
  reverseReceipt,
  proposeSettlement,
  decideSettlement,
  withdrawSettlement,
  listLoanProducts,
  askLoan,
  withdrawLoan,
  listFunds,
]
