import type { ReportFacts, ReportView } from '#contract/support-plan-shapes.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx' | 'actor'>

const selectVersions = ({ tx, actor }: Here) =>
  tx
    .selectFrom('prescriber_report as r')
    .innerJoin('prescriber_report_version as v', (join) =>
      join.onRef('v.organisation_id', '=', 'r.organisation_id').onRef('v.report_id', '=', 'r.id'),
    )
    .innerJoin('membership as p', (join) =>
      join.onRef('p.organisation_id', '=', 'v.organisation_id').onRef('p.id', '=', 'v.saved_by'),
    )
    .where('r.organisation_id', '=', actor.organisationId)
    .select([
      'r.id',
      'r.measure_id as measureId',
      'r.version',
      'r.sent_at as sentAt',
      'r.sent_number as sentNumber',
      'v.number',
      'v.from_on as from',
      'v.to_on as to',
      'v.facts',
      'v.words',
      'v.saved_at as savedAt',
      'p.name as by',
    ])
export type ReportVersion = Awaited<ReturnType<ReturnType<typeof selectVersions>['execute']>>[number]

/** The latest text of each report, with the list of those before it. */
export const listReportViews = async (here: Here, measureId: string): Promise<ReportView[]> => {
  const rows = await selectVersions(here)
    .where('r.measure_id', '=', measureId)
    .orderBy('r.id', 'desc')
    .orderBy('v.number', 'desc')
    .execute()
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap(([latest, ...earlier]) =>
    latest
      ? [
          {
            ...viewOf(latest),
            earlier: earlier.map(({ number, savedAt, by }) => ({
              number,
              savedAt: savedAt.toISOString(),
              by,
            })),
          },
        ]
      : [],
  )
}

export const viewOf = ({ measureId: _, facts, savedAt, sentAt, ...row }: ReportVersion) => ({
  ...row,
  facts: facts as unknown as ReportFacts,
  savedAt: savedAt.toISOString(),
  sentAt: sentAt?.toISOString() ?? null,
})

/** One text of a report: the one asked for, by default the latest. */
export const findReportVersion = (
  here: Here,
  reportId: string,
  number?: number,
): Promise<ReportVersion | undefined> => {
  const asked = selectVersions(here).where('r.id', '=', reportId)
  return (number === undefined ? asked : asked.where('v.number', '=', number))
    .orderBy('v.number', 'desc')
    .executeTakeFirst()
}

export const lockReport = ({ tx, actor }: Here, reportId: string) =>
  tx
    .selectFrom('prescriber_report')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', reportId)
    .select(['id', 'measure_id as measureId', 'version', 'sent_number as sentNumber'])
    .forUpdate()
    .executeTakeFirst()

export const insertReport = async (
  { tx, actor, now }: Acting,
  report: { id: string; measureId: string },
): Promise<void> => {
  await tx
    .insertInto('prescriber_report')
    .values({
      organisation_id: actor.organisationId,
      id: report.id,
      measure_id: report.measureId,
      created_by: actor.membershipId,
      created_at: now,
    })
    .execute()
}

type NewVersion = {
  reportId: string
  number: number
  from: PlainDate
  to: PlainDate
  facts: ReportFacts
  words: string
}

export const insertReportVersion = async (
  { tx, actor, now }: Acting,
  { reportId, number, from, to, facts, words }: NewVersion,
): Promise<void> => {
  await tx
    .insertInto('prescriber_report_version')
    .values({
      organisation_id: actor.organisationId,
      report_id: reportId,
      number,
      from_on: from,
      to_on: to,
      facts: JSON.stringify(facts),
      words,
      saved_by: actor.membershipId,
      saved_at: now,
    })
    .execute()
}

export const updateReport = async (
  { tx, actor }: Here,
  reportId: string,
  set: { sent_at?: Date; sent_number?: number } = {},
): Promise<number> => {
  const { version } = await tx
    .updateTable('prescriber_report')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', reportId)
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}
