import { countReminders, listReminders, remindersOfLoan } from './read.ts'
import { previewReminder, releaseReminders } from './release.ts'

export const loanReminderUseCases = [
  listReminders,
  countReminders,
  remindersOfLoan,
  previewReminder,
  releaseReminders,
]
