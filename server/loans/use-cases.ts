import { changeSchedule, previewChange, repayEarly } from '#server/loans/change-schedule.ts'
import { exportFinancings, listFinancings, readLateness } from '#server/loans/list.ts'
import { openLoan } from '#server/loans/open.ts'
import { cancelLoanFact, recordLoanFact } from '#server/loans/record-fact.ts'
import { recordPayment, rejectPayment } from '#server/loans/record-payment.ts'
import { decideWriteOff, proposeWriteOff } from '#server/loans/write-off.ts'

export const loanUseCases = [
  listFinancings,
  readLateness,
  exportFinancings,
  openLoan,
  recordPayment,
  rejectPayment,
  previewChange,
  changeSchedule,
  repayEarly,
  recordLoanFact,
  cancelLoanFact,
  proposeWriteOff,
  decideWriteOff,
]
