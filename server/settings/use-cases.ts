import { checkJournal } from '#server/settings/ask-journal-check.ts'
import { getJournalSeals } from '#server/settings/get-journal-seals.ts'
import { getParameter } from '#server/settings/get-parameter.ts'
import { listJournal } from '#server/settings/list-journal.ts'
import { listJournalActs } from '#server/settings/list-journal-acts.ts'
import { listParameters } from '#server/settings/list-parameters.ts'
import { overrideParameter } from '#server/settings/override-parameter.ts'
import { withdrawOverride } from '#server/settings/withdraw-override.ts'

export const settingsUseCases = [
  listParameters,
  getParameter,
  overrideParameter,
  withdrawOverride,
  listJournal,
  listJournalActs,
  getJournalSeals,
  checkJournal,
]
