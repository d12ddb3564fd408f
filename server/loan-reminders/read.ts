import { contract } from '#contract/index.ts'
import { isRepaidByInstalments } from '#domain/funding/kinds.ts'
import { reminderKinds } from '#domain/loans/reminders.ts'
import { mayReach } from '#server/reach.ts'
import { useCase } from '#server/use-case.ts'
import { decideLoans, readReminderRules } from './decide.ts'
import { countCandidates, listCandidates, listSent } from './store.ts'

const { loanReminders } = contract

export const listReminders = useCase(loanReminders.list, async (context, { kind, after, limit }) => {
  const rules = await readReminderRules(context)
  const page = await listCandidates(context, { kind, rules, after, limit })
  const decided = await decideLoans(
    context,
    page.rows.map(({ financingId }) => financingId),
  )
  return {
    rows: page.rows.flatMap((row) => {
      const found = decided.get(row.financingId)
      if (found?.decision.kind !== kind) return []
      const { lateCents, daysPastDue } = found.state
      return [{ ...row, kind, lateCents, daysPastDue }]
    }),
    next: page.next,
    total: await countCandidates(context, kind, rules),
  }
})

export const countReminders = useCase(loanReminders.count, async (context) => {
  const rules = await readReminderRules(context)
  const rows = []
  for (const kind of reminderKinds) rows.push({ kind, ...(await countCandidates(context, kind, rules)) })
  return { rows }
})

export const remindersOfLoan = useCase(loanReminders.ofLoan, async (context, { financingId }) => {
  const found = (await decideLoans(context, [financingId])).get(financingId)
  if (!found || !(await mayReach(context, 'read-funding', found.record.householdId)))
    return context.refuse('unknown-record')
  if (!isRepaidByInstalments(found.record.kind)) return context.refuse('not-a-loan')
  const { kind, because } = found.decision
  const isOurs = found.record.kind === 'loan'
  return {
    proposed: isOurs ? (kind ?? null) : null,
    because: isOurs ? (because ?? null) : 'La banque prête et relance elle-même.',
    sent: (await listSent(context, [financingId])).get(financingId) ?? [],
  }
})
