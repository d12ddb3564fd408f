import { checkJournal } from '#server/settings/ask-journal-check.ts'
import { decideParameter } from '#server/settings/decide-parameter.ts'
import { getJournalSeals } from '#server/settings/get-journal-seals.ts'
import { getParameter } from '#server/settings/get-parameter.ts'
import { listJournal } from '#server/settings/list-journal.ts'
import { listJournalActs } from '#server/settings/list-journal-acts.ts'
import { listParameterProposals } from '#server/settings/list-parameter-proposals.ts'
import { listParameters } from '#server/settings/list-parameters.ts'
import { proposeParameter } from '#server/settings/propose-parameter.ts'
import { withdrawOverride } from '#server/settings/withdraw-override.ts'

export const settingsUseCases = [
  listParameters,
  getParameter,
  proposeParameter,
  decideParameter,
  listParameterProposals,
  withdrawOverride,
  listJournal,
  listJournalActs,
  getJournalSeals,
  checkJournal,
]
