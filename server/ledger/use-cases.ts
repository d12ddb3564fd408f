import {
  checkFecOfYear,
  downloadFec,
  getBooks,
  saveLedgerSettings,
  validateLedger,
} from '#server/ledger/books.ts'
import {
  exportLedgerEntries,
  getLedgerTransaction,
  listLedgerEntries,
  sumLedgerEntries,
} from '#server/ledger/entries.ts'
import { chooseLedgerAccount, listLedgerAccounts, saveLedgerAccount } from '#server/ledger/manage-accounts.ts'
import { postManualEntry, reverseManualEntry } from '#server/ledger/manual-entries.ts'

export const ledgerUseCases = [
  listLedgerEntries,
  sumLedgerEntries,
  exportLedgerEntries,
  getLedgerTransaction,
  postManualEntry,
  reverseManualEntry,
  listLedgerAccounts,
  saveLedgerAccount,
  chooseLedgerAccount,
  getBooks,
  saveLedgerSettings,
  validateLedger,
  downloadFec,
  checkFecOfYear,
]
