import { batchUseCases } from './batches.ts'
import { contactRuleUseCases } from './contact-rules.ts'
import { householdMessageUseCases } from './household-messages.ts'
import { downloadLetters } from './letters-archive.ts'
import { rehearse } from './rehearse.ts'
import { releaseUseCases } from './release.ts'
import { sendDocument } from './send-document.ts'
import { templateUseCases } from './templates.ts'

export const communicationUseCases = [
  ...templateUseCases,
  rehearse,
  ...batchUseCases,
  ...releaseUseCases,
  downloadLetters,
  ...householdMessageUseCases,
  ...contactRuleUseCases,
  sendDocument,
]
