import {
  decideReminder,
  type ReminderDecision,
  type ReminderRules,
  reminderRules,
} from '#domain/loans/reminders.ts'
import { type LoanState, replayLoan } from '#domain/loans/replay.ts'
import { loanRules } from '#domain/loans/rules.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { type LoanRecord, readLoans } from '#server/loans/loan-store.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import type { Acting } from '#server/use-case.ts'
import { listSent } from './store.ts'

export type DecidedLoan = { record: LoanRecord; state: LoanState; decision: ReminderDecision }

/** What each of these loans calls for today, from its own facts. */
export const decideLoans = async (
  context: Acting,
  financingIds: readonly string[],
): Promise<Map<string, DecidedLoan>> => {
  const { tx, actor, today } = context
  const reader = await readOrganisationParameters(context, today)
  const sent = await listSent(context, financingIds)
  const records = await readLoans(tx, actor.organisationId, financingIds)
  const rules = { loan: loanRules(reader), reminder: reminderRules(reader) }
  return new Map(
    records.map((record) => {
      const state = replayLoan(record.history, rules.loan, today)
      const decision = decideReminder(state, sent.get(record.financingId) ?? [], rules.reminder, today)
      return [record.financingId, { record, state, decision }]
    }),
  )
}

export const readReminderRules = async (context: Acting): Promise<ReminderRules> => {
  const reader: ParameterReader = await readOrganisationParameters(context, context.today)
  return reminderRules(reader)
}
