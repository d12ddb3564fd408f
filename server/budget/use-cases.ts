import { assess } from '#server/budget/assess.ts'
import { openSituation } from '#server/budget/open-situation.ts'
import {
  addRecognition,
  editRecognition,
  listRecognitions,
  withdrawRecognition,
} from '#server/budget/recognitions.ts'
import { addSnapshot, editSnapshot } from '#server/budget/snapshots.ts'
import { addTaxIncome, editTaxIncome, listTaxIncomes, withdrawTaxIncome } from '#server/budget/tax-incomes.ts'

export const budgetUseCases = [
  openSituation,
  assess,
  addSnapshot,
  editSnapshot,
  listTaxIncomes,
  addTaxIncome,
  editTaxIncome,
  withdrawTaxIncome,
  listRecognitions,
  addRecognition,
  editRecognition,
  withdrawRecognition,
]
