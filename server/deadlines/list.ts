import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { daysBetween } from '#domain/plain-date.ts'
import { countRows } from '#server/count-rows.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { useCase } from '#server/use-case.ts'
import { awaited, deadlineRow, isLate, type ToldRow, told } from './store.ts'

const longestSpanDays = 62

export const listDeadlines = useCase(contract.deadlines.list, async (context, { after, limit, ...which }) => {
  const { tx, actor, today } = context
  const place = decodeKey(after, 3)
  const { rows: found } = await sql<ToldRow>`
    select ${told(actor.organisationId, today)} ${awaited(context, which)}
      and ${isAfter([sql`d.due_on`, sql`d.procedure_id`, sql`d.key`], place)}
    order by d.due_on, d.procedure_id, d.key limit ${limit + 1}`.execute(tx)
  const { rows, next } = cutPage(found, limit, (row) => encodeKey(row.due_on, row.procedure_id, row.key))
  const total = await countRows(
    tx,
    (upTo) => sql`(select 1 ${awaited(context, which)} limit ${sql.lit(upTo)})`,
  )
  return { rows: rows.map((row) => deadlineRow(row, today)), next, total }
})

export const countByDay = useCase(contract.deadlines.countByDay, async (context, which) => {
  const { tx, today, refuse } = context
  if (daysBetween(which.from, which.to) > longestSpanDays) return refuse('span-too-long')
  const { rows: days } = await sql<{ day: string; count: number; legal: number; late: number }>`
    select d.due_on as day, count(*)::int as count, count(*) filter (where d.is_legal)::int as legal,
      count(*) filter (where ${isLate(today)})::int as late
    ${awaited(context, which)} group by d.due_on order by d.due_on`.execute(tx)
  const { from: _from, to: _to, ...always } = which
  const { rows } = await sql<{ late: number; lateLegal: number }>`
    select count(*)::int as late, count(*) filter (where d.is_legal)::int as "lateLegal"
    ${awaited(context, { ...always, state: 'late' })}`.execute(tx)
  return { days, late: rows[0]?.late ?? 0, lateLegal: rows[0]?.lateLegal ?? 0 }
})
