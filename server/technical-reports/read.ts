import { type SqlBool, sql } from 'kysely'
import { contract } from '#contract/index.ts'
import type { TechnicalReportRow } from '#contract/technical-reports.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { countRows } from '#server/count-rows.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { mayReach, withinReach } from '#server/reach.ts'
import { readPhotos } from '#server/technical-reports/photos.ts'
import {
  findHome,
  findReportRow,
  listReportRows,
  type ReportRow,
  selectReports,
} from '#server/technical-reports/report-store.ts'
import { useCase } from '#server/use-case.ts'

/** Every report of one household is shown at once: there are few. */
const mostOfHousehold = 100

export const rowOf = (row: ReportRow, today: PlainDate): TechnicalReportRow => ({
  id: row.id,
  householdId: row.householdId,
  householdLabel: row.householdLabel,
  place: row.place,
  concerns: row.concerns,
  subjects: row.subjects,
  urgency: row.urgency,
  state: row.state,
  writtenOn: row.writtenOn,
  answerDueOn: row.answerDueOn,
  isLate: row.answeredOn === null && row.answerDueOn < today,
  answeredOn: row.answeredOn,
  decision: row.decision,
  by: row.by,
})

/** `%` and `_` are letters like others. */
const literal = (typed: string) => typed.replace(/[\\%_]/g, (sign) => `\\${sign}`)

export const listReports = useCase(
  contract.technicalReports.list,
  async (context, { after, limit, state, isLate, urgency, subject, concerns, isMine, place }) => {
    const { actor, today } = context
    const kept = [
      withinReach(actor, today, 'read-technical-reports', 'r.household_id'),
      state && sql<SqlBool>`r.state = ${state}`,
      isLate && sql<SqlBool>`r.state = 'waiting' and r.answer_due_on < ${today}::date`,
      urgency && sql<SqlBool>`r.urgency = ${urgency}`,
      subject && sql<SqlBool>`${subject} = any (r.subjects)`,
      concerns && sql<SqlBool>`r.concerns = ${concerns}`,
      isMine && sql<SqlBool>`r.written_by = ${actor.membershipId}`,
      place && sql<SqlBool>`r.place_search like '% ' || fold(${literal(place)}) || '%'`,
    ].filter((condition) => condition !== undefined && condition !== '')
    const where = sql<SqlBool>`(${sql.join(kept, sql` and `)})`
    const start = isAfter([sql`r.answer_due_on`, sql`r.id`], decodeKey(after, 2))
    const found = await listReportRows(context, sql<SqlBool>`${where} and ${start}`, limit + 1)
    const page = cutPage(found, limit, (row) => encodeKey(row.answerDueOn, row.id))
    return {
      rows: page.rows.map((row) => rowOf(row, today)),
      next: page.next,
      total: await countRows(context.tx, selectReports(context, where)),
    }
  },
)

export const listHouseholdReports = useCase(
  contract.technicalReports.ofHousehold,
  async (context, { householdId }) => {
    const where = sql<SqlBool>`r.household_id = ${householdId}`
    const rows = await listReportRows(context, where, mostOfHousehold)
    const home = await findHome(context, householdId)
    return {
      reports: rows.map((row) => rowOf(row, context.today)).toReversed(),
      place: home?.place ?? null,
    }
  },
)

export const openReport = useCase(contract.technicalReports.open, async (context, { reportId }) => {
  const row = await findReportRow(context, reportId)
  if (!row || !(await mayReach(context, 'read-technical-reports', row.householdId)))
    return context.refuse('unknown-record')
  return {
    ...rowOf(row, context.today),
    version: row.version,
    description: row.description,
    seenOn: row.seenOn,
    answer: row.answer,
    answeredBy: row.answeredBy,
    workDoneOn: row.workDoneOn,
    isMine: row.writtenBy === context.actor.membershipId,
    photos: (await readPhotos(context, reportId)).map(({ documentId, title }) => ({ documentId, title })),
  }
})
