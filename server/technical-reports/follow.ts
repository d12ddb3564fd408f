import { sql } from 'kysely'
import { addDays, formatDate, type PlainDate } from '#domain/plain-date.ts'
import { type TechnicalDecision, technicalDecisionLabels } from '#domain/technical-reports/kinds.ts'
import { raiseTask, raiseTasks } from '#server/casework/raise-task.ts'
import { inOrganisation } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import type { ReportRow } from '#server/technical-reports/report-store.ts'
import type { Acting } from '#server/use-case.ts'

const batchSize = 500
type Waiting = {
  id: string
  householdId: string
  place: string
  writtenOn: PlainDate
  answerDueOn: PlainDate
}

export const lateKey = ({ id }: Pick<Waiting, 'id'>): string => `technical-report/${id}/late`
const linkOf = (reportId: string) => `accompagnements/signalements/${reportId}`

/** The answer comes back to its author; the work, once done, too. */
export const tellAnswer = (
  context: Acting,
  { id, householdId, place, writtenBy }: ReportRow,
  { decision, workDoneOn }: { decision: TechnicalDecision; workDoneOn: PlainDate | null },
): Promise<void> =>
  raiseTask(context, {
    householdId,
    assigneeId: writtenBy,
    kind: 'technical-report-answered',
    title: `${
      workDoneOn
        ? `Travaux faits le ${formatDate(workDoneOn)}`
        : `Réponse : ${technicalDecisionLabels[decision].toLowerCase()}`
    }, ${place}`.slice(0, 300),
    dueOn: context.today,
    originKey: `technical-report/${id}/${workDoneOn ? 'work-done' : 'answered'}`,
    link: linkOf(id),
  })

/** Tells whoever follows the household that nothing came by the day it was due. Run twice, it ends the same. */
export const followTechnicalReports = job(
  'technical-reports.follow',
  async (house, { organisationId }, signal) => {
    let after: Pick<Waiting, 'id' | 'answerDueOn'> | undefined = { id: firstId, answerDueOn: '1900-01-01' }
    while (after !== undefined) {
      signal.throwIfAborted()
      after = await followBatch(house, organisationId, after)
    }
  },
)
const firstId = '00000000-0000-0000-0000-000000000000'

export const nightlyTechnicalReports: Nightly = {
  name: 'follow-technical-reports',
  at: '56 3 * * *',
  enqueueFor: (tx, organisationId) =>
    enqueue(
      tx,
      followTechnicalReports,
      { organisationId },
      { key: `technical-reports.follow/${organisationId}` },
    ),
}

const followBatch = (house: House, organisationId: string, after: Pick<Waiting, 'id' | 'answerDueOn'>) =>
  inOrganisation(house.database, organisationId, async (tx) => {
    const { rows } = await sql<Waiting>`
      select id, household_id as "householdId", place, written_on as "writtenOn", answer_due_on as "answerDueOn"
      from technical_report
      where organisation_id = ${organisationId} and state = 'waiting' and answer_due_on < ${house.clock.today()}::date
        and (answer_due_on, id) > (${after.answerDueOn}::date, ${after.id}::uuid)
      order by answer_due_on, id limit ${batchSize}`.execute(tx)
    await raiseTasks(
      { tx, actor: { organisationId }, now: house.clock.now() },
      rows.map(({ id, householdId, place, writtenOn, answerDueOn }) => ({
        householdId,
        assigneeId: null,
        kind: 'technical-report-late',
        title: `Signalement du ${formatDate(writtenOn)} sans réponse : ${place}`.slice(0, 300),
        dueOn: addDays(answerDueOn, 1),
        originKey: lateKey({ id }),
        link: linkOf(id),
      })),
    )
    return rows.at(-1)
  })
