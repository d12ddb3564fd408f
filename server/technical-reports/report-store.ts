import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { PlainDate } from '#domain/plain-date.ts'
import type {
  TechnicalConcern,
  TechnicalDecision,
  TechnicalState,
  TechnicalSubject,
  TechnicalUrgency,
} from '#domain/technical-reports/kinds.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx' | 'actor'>

export type Facts = {
  concerns: TechnicalConcern
  place: string
  subjects: TechnicalSubject[]
  urgency: TechnicalUrgency
  description: string
  seenOn: PlainDate
}
export type ReportRow = Facts & {
  id: string
  householdId: string
  householdLabel: string
  state: TechnicalState
  writtenBy: string
  by: string
  writtenOn: PlainDate
  answerDueOn: PlainDate
  answer: string | null
  decision: TechnicalDecision | null
  answeredOn: PlainDate | null
  answeredBy: string | null
  workDoneOn: PlainDate | null
  version: number
}

const columns = sql`r.id, r.household_id as "householdId", h.label as "householdLabel", r.concerns, r.place, r.subjects,
  r.urgency, r.description, r.seen_on as "seenOn", r.state, r.written_by as "writtenBy", w.name as by,
  r.written_on as "writtenOn", r.answer_due_on as "answerDueOn", r.answer, r.decision,
  r.answered_on as "answeredOn", a.name as "answeredBy", r.work_done_on as "workDoneOn", r.version`

const joined = sql`technical_report r
  join household h on (h.organisation_id, h.id) = (r.organisation_id, r.household_id)
  join membership w on (w.organisation_id, w.id) = (r.organisation_id, r.written_by)
  left join membership a on (a.organisation_id, a.id) = (r.organisation_id, r.answered_by)`

export const listReportRows = async (
  { tx, actor }: Here,
  where: RawBuilder<SqlBool>,
  limit: number,
): Promise<ReportRow[]> => {
  const { rows } = await sql<ReportRow>`select ${columns} from ${joined}
    where r.organisation_id = ${actor.organisationId} and ${where}
    order by r.answer_due_on, r.id limit ${limit}`.execute(tx)
  return rows
}

export const selectReports =
  ({ actor }: Here, where: RawBuilder<SqlBool>) =>
  (limit: number) =>
    sql`(select 1 from technical_report r
      where r.organisation_id = ${actor.organisationId} and ${where} limit ${limit})`

export const findReportRow = async (here: Here, reportId: string): Promise<ReportRow | undefined> =>
  (await listReportRows(here, sql<SqlBool>`r.id = ${reportId}`, 1))[0]

/** Two people who answer one report do it one after the other. */
export const lockReportRow = async (here: Here, reportId: string): Promise<ReportRow | undefined> => {
  await here.tx
    .selectFrom('technical_report')
    .where('organisation_id', '=', here.actor.organisationId)
    .where('id', '=', reportId)
    .select('id')
    .forUpdate()
    .execute()
  return findReportRow(here, reportId)
}

const columnsOf = ({ concerns, place, subjects, urgency, description, seenOn }: Facts) => ({
  concerns,
  place,
  subjects,
  urgency,
  description,
  seen_on: seenOn,
})

type NewReport = Facts & {
  id: string
  householdId: string
  buildingId: string | null
  dwellingId: string | null
  answerDueOn: PlainDate
}

export const insertReportRow = async ({ tx, actor, today }: Acting, report: NewReport): Promise<void> => {
  await tx
    .insertInto('technical_report')
    .values({
      organisation_id: actor.organisationId,
      id: report.id,
      household_id: report.householdId,
      building_id: report.buildingId,
      dwelling_id: report.dwellingId,
      ...columnsOf(report),
      written_by: actor.membershipId,
      written_on: today,
      answer_due_on: report.answerDueOn,
    })
    .execute()
}

type Change = Partial<ReturnType<typeof columnsOf>> & {
  answer_due_on?: PlainDate
  answer?: string
  decision?: string
  answered_on?: PlainDate
  answered_by?: string
  work_done_on?: PlainDate | null
}

export const updateReportRow = async (
  { tx, actor }: Here,
  reportId: string,
  change: Facts | Change,
): Promise<number> => {
  const set: Change = 'seenOn' in change ? columnsOf(change) : (change as Change)
  const { version } = await tx
    .updateTable('technical_report')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', reportId)
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}

export type Home = { buildingId: string; dwellingId: string; place: string }

/** Where a household lives in the stock: its present lease, else the last. */
export const findHome = async (
  { tx, actor, today }: Acting,
  householdId: string,
): Promise<Home | undefined> => {
  const { rows } = await sql<Home>`
    select b.id as "buildingId", d.id as "dwellingId",
      concat_ws(', ', nullif(b.name, ''), b.street, nullif(concat_ws(' ', b.post_code, b.town), ''),
        nullif('logement ' || d.external_id, 'logement ')) as place
    from tenancy t
    join dwelling d on (d.organisation_id, d.id) = (t.organisation_id, t.dwelling_id)
    join building b on (b.organisation_id, b.id) = (d.organisation_id, d.building_id)
    where t.organisation_id = ${actor.organisationId} and t.household_id = ${householdId}
    order by (t.ended_on is null or t.ended_on >= ${today}::date) desc, t.started_on desc, t.id limit 1`.execute(
    tx,
  )
  return rows[0]
}
