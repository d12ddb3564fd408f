import { listAccounts, saveAccount } from '#server/bank-files/accounts.ts'
import { decideStatementLine } from '#server/bank-files/decide-line.ts'
import {
  cancelFile,
  checkFile,
  downloadFile,
  listFileLines,
  listFiles,
  openFile,
} from '#server/bank-files/files.ts'
import { issueFile } from '#server/bank-files/issue-file.ts'
import { listStatementLines } from '#server/bank-files/list-lines.ts'
import { downloadMandate } from '#server/bank-files/mandate-letter.ts'
import { downloadSignedPaper, listSignedPapers } from '#server/bank-files/mandate-papers.ts'
import {
  draftMandate,
  listHouseholdMandates,
  listMandates,
  recordMandateFact,
} from '#server/bank-files/mandates.ts'
import { prepareFile, previewFile } from '#server/bank-files/prepare-file.ts'
import { rehearseStatement } from '#server/bank-files/rehearse-statement.ts'
import { allowRetry, reportReturn } from '#server/bank-files/returns.ts'
import { searchLoans } from '#server/bank-files/search-loans.ts'
import { importStatement, listStatements } from '#server/bank-files/statements.ts'
import { searchSubsidies } from '#server/bank-files/subsidy-lines.ts'
import { undoStatementDecision } from '#server/bank-files/undo-decision.ts'

export const bankFilesUseCases = [
  listAccounts,
  saveAccount,
  listMandates,
  listHouseholdMandates,
  draftMandate,
  recordMandateFact,
  downloadMandate,
  listSignedPapers,
  downloadSignedPaper,
  previewFile,
  prepareFile,
  listFiles,
  openFile,
  listFileLines,
  checkFile,
  issueFile,
  cancelFile,
  downloadFile,
  reportReturn,
  allowRetry,
  rehearseStatement,
  importStatement,
  listStatements,
  listStatementLines,
  decideStatementLine,
  undoStatementDecision,
  searchLoans,
  searchSubsidies,
]
