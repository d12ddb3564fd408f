import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { countUpTo } from '#server/casework/count-up-to.ts'
import { tasksOf, taskView, taskViews } from '#server/casework/task-store.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { useCase } from '#server/use-case.ts'

/** Open tasks by due date, the most urgent first; closed ones, the last closed first. */
export const listTasks = useCase(
  contract.tasks.list,
  async ({ tx, actor, today }, { householdId, whose, state, after, limit }) => {
    const open = state === 'open'
    let found = taskViews(tx, { actor, today }).where('x.closed_at', open ? 'is' : 'is not', null)
    if (householdId) found = found.where('x.household_id', '=', householdId)
    if (whose === 'mine') found = found.where(tasksOf(actor, today, 'x'))
    if (whose === 'unassigned') found = found.where('x.assignee_id', 'is', null)
    const columns = open ? [sql`x.due_on`, sql`x.id`] : [sql`x.closed_at`, sql`x.id`]
    const rows = await found
      .where(isAfter(columns, decodeKey(after, 2), open ? 'asc' : 'desc'))
      .orderBy(columns[0] as never, open ? 'asc' : 'desc')
      .orderBy('x.id', open ? 'asc' : 'desc')
      .limit(limit + 1)
      .execute()
    const page = cutPage(rows, limit, (row) =>
      encodeKey(open ? row.due_on : (row.closed_at?.toISOString() ?? ''), row.id),
    )
    return { rows: page.rows.map(taskView), next: page.next, total: await countUpTo(tx, found) }
  },
)
