import type { LoanRules } from '#domain/loans/rules.ts'
import { formatEuros } from '#domain/money.ts'
import { addDays, formatDate, type PlainDate } from '#domain/plain-date.ts'
import { raiseTasks, settleRaisedTasks } from '#server/casework/raise-task.ts'
import type { LoanActing } from '#server/loans/payments.ts'

type LateLoan = { financingId: string; lateCents: number; oldestUnpaidOn: PlainDate | null }

const lateKey = ({ financingId, oldestUnpaidOn }: LateLoan) => `loan-late/${financingId}/${oldestUnpaidOn}`
const barKey = ({ financingId, oldestUnpaidOn }: LateLoan) => `loan-time-bar/${financingId}/${oldestUnpaidOn}`

/** Late for some days, or near the time bar: whoever follows the household is told, once for each first unpaid row. */
export const tellLateLoans = async (
  acting: LoanActing,
  late: readonly LateLoan[],
  rules: LoanRules,
): Promise<void> => {
  const { today } = acting
  const told = late.filter(
    ({ oldestUnpaidOn }) => oldestUnpaidOn !== null && addDays(oldestUnpaidOn, rules.taskDays) <= today,
  )
  if (told.length === 0) return
  const loans = await listNamed(
    acting,
    told.map(({ financingId }) => financingId),
  )
  const tasks = told.flatMap((one) => {
    const loan = loans.get(one.financingId)
    if (!loan) return []
    const about = {
      householdId: loan.household_id,
      assigneeId: null,
      compartment: 'social' as const,
      link: `financements/prets/${one.financingId}`,
    }
    const nearBar = loan.time_bar_alert !== 'none' && loan.time_bar_on !== null
    return [
      {
        ...about,
        kind: 'loan-late' as const,
        title: `Prêt ${loan.number} : ${formatEuros(one.lateCents)} en retard depuis le ${formatDate(one.oldestUnpaidOn ?? today)}`,
        dueOn: today,
        originKey: lateKey(one),
      },
      ...(nearBar && loan.time_bar_on
        ? [
            {
              ...about,
              kind: 'loan-time-bar' as const,
              title: `Prêt ${loan.number} : forclusion le ${formatDate(loan.time_bar_on)}`,
              dueOn: loan.time_bar_on,
              originKey: barKey(one),
            },
          ]
        : []),
    ]
  })
  await raiseTasks(acting, tasks)
}

const listNamed = async ({ tx, actor }: LoanActing, financingIds: readonly string[]) => {
  const rows = await tx
    .selectFrom('financing as f')
    .innerJoin('financing_standing as s', (join) =>
      join.onRef('s.organisation_id', '=', 'f.organisation_id').onRef('s.financing_id', '=', 'f.id'),
    )
    .where('f.organisation_id', '=', actor.organisationId)
    .where('f.id', 'in', financingIds)
    .select(['f.id', 'f.number', 'f.household_id', 's.time_bar_alert', 's.time_bar_on'])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** What was told of these loans and no longer stands is closed. */
export const settleLateTasks = async (acting: LoanActing, standing: readonly LateLoan[]): Promise<void> => {
  if (standing.length === 0) return
  const live = new Set(
    standing.filter(({ lateCents }) => lateCents > 0).flatMap((one) => [lateKey(one), barKey(one)]),
  )
  const rows = await acting.tx
    .selectFrom('task as t')
    .innerJoin('financing as f', (join) =>
      join
        .onRef('f.organisation_id', '=', 't.organisation_id')
        .onRef('f.household_id', '=', 't.household_id'),
    )
    .where('t.organisation_id', '=', acting.actor.organisationId)
    .where(
      'f.id',
      'in',
      standing.map(({ financingId }) => financingId),
    )
    .where('t.closed_at', 'is', null)
    .where('t.kind', 'in', ['loan-late', 'loan-time-bar'])
    .select(['t.origin_key'])
    .execute()
  const mine = new Set(standing.map(({ financingId }) => financingId))
  const stale = rows.flatMap(({ origin_key: key }) =>
    key !== null && mine.has(key.split('/')[1] ?? '') && !live.has(key) ? [key] : [],
  )
  await settleRaisedTasks(acting, stale, 'Le retard est réglé ou a changé : ce rappel n’a plus d’objet.')
}
