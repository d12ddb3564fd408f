import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { reachOf } from '#domain/access.ts'
import { addDays } from '#domain/plain-date.ts'
import { useCase } from '#server/use-case.ts'
import { awaited, deadlineRow, type Reading, type ToldRow, told, type Which } from './store.ts'

const weekDays = 7
/** How far ahead a date is announced. */
const aheadDays = 30
const shown = 20

/** What my households await: a legal date comes before the others of its part of the day. */
export const ofDay = useCase(contract.deadlines.ofDay, async (context, { memberId }) => {
  const { actor, today, refuse } = context
  const isOther = memberId !== undefined && memberId !== actor.membershipId
  if (isOther && reachOf(actor.role, 'read-colleagues-day') === 'never') return refuse('not-yours-to-see')
  const mine = { memberId: memberId ?? actor.membershipId }
  const weekEnd = addDays(today, weekDays)
  return {
    late: await listPart(context, { ...mine, state: 'late' }),
    today: await listPart(context, { ...mine, from: today, to: today }),
    week: await listPart(context, { ...mine, from: addDays(today, 1), to: weekEnd }),
    ahead: await listPart(context, { ...mine, from: addDays(weekEnd, 1), to: addDays(today, aheadDays) }),
  }
})

const listPart = async (context: Reading, which: Which) => {
  const { tx, actor, today } = context
  const { rows } = await sql<ToldRow & { total: number }>`
    select ${told(actor.organisationId, today)}, count(*) over ()::int as total ${awaited(context, which)}
    order by d.is_legal desc, d.due_on, d.procedure_id, d.key limit ${shown}`.execute(tx)
  return { rows: rows.map((row) => deadlineRow(row, today)), count: rows[0]?.total ?? 0 }
}
