import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { journalActLabel } from '#domain/journal.ts'
import { countRows } from '#server/count-rows.ts'
import { changesBetween } from '#server/households/tell-journal.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import { useCase } from '#server/use-case.ts'

type Row = {
  id: string
  at: Date
  moment: string
  by: string | null
  act: string
  before: unknown
  after: unknown
}

/** As PostgreSQL writes an instant: to the microsecond, which a Date would lose. */
const isMoment = (text: string) => /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?[+-]\d{2}$/.test(text)

/** What happened to this file, and to those merged into it. */
export const listJournal = useCase(
  contract.households.listJournal,
  async ({ tx, actor }, { householdId, after, limit }) => {
    const [moment, id] = decodeKey(after, 2) ?? []
    const from =
      typeof moment === 'string' && isMoment(moment)
        ? sql`and (j.at, j.id::text) < (${moment}::timestamptz, ${String(id)})`
        : sql``
    const files = sql`j.organisation_id = ${actor.organisationId} and j.household_id in (
      select h.id from household h where h.organisation_id = ${actor.organisationId}
        and (h.id = ${householdId} or h.merged_into_id = ${householdId}))`
    const { rows: found } = await sql<Row>`
      select j.id, j.at, j.at::text as moment, m.name as by, j.act, j.before, j.after from journal j
      left join membership m on m.organisation_id = j.organisation_id and m.id = j.membership_id
      where ${files} ${from}
      order by j.at desc, j.id::text desc limit ${limit + 1}`.execute(tx)
    const { rows, next } = cutPage(found, limit, (row) => encodeKey(row.moment, row.id))
    return {
      rows: rows.map(({ id: entryId, at, by, act, before, after: now }) => ({
        id: entryId,
        at: at.toISOString(),
        by,
        act,
        label: journalActLabel(act),
        changes: changesBetween(before, now),
      })),
      next,
      total: await countRows(tx, (most) => sql`(select from journal j where ${files} limit ${most})`),
    }
  },
)
