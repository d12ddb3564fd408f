import { sql } from 'kysely'
import type { DeadlineRow } from '#contract/deadlines.ts'
import { addDays } from '#domain/plain-date.ts'
import { awaited, deadlineRow, type Reading, type ToldRow, told } from './store.ts'

const behindDays = 90
const aheadDays = 366
const atMost = 1_000

/** For the calendar a member follows elsewhere: the dates of the households they follow, on the sides they read. */
export const listFollowedDeadlines = async (reading: Reading): Promise<DeadlineRow[]> => {
  const { tx, actor, today } = reading
  const which = {
    memberId: actor.membershipId,
    from: addDays(today, -behindDays),
    to: addDays(today, aheadDays),
  }
  const { rows } = await sql<ToldRow>`
    select ${told(actor.organisationId, today)} ${awaited(reading, which)}
    order by d.due_on desc, d.procedure_id, d.key limit ${atMost}`.execute(tx)
  return rows.map((row) => deadlineRow(row, today)).filter(({ answer }) => answer === null)
}
