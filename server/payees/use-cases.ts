import { addAccount, checkAccount, withdrawAccount } from '#server/payees/accounts.ts'
import { listPayees, openPayee } from '#server/payees/read.ts'
import { addHouseholdPayee, addPayee, changePayee } from '#server/payees/write.ts'

export const payeeUseCases = [
  listPayees,
  openPayee,
  addPayee,
  addHouseholdPayee,
  changePayee,
  addAccount,
  checkAccount,
  withdrawAccount,
]
