import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import type { Action } from '#domain/access.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import {
  answerDueOn,
  answerParameterOf,
  decideAnswer,
  type TechnicalUrgency,
} from '#domain/technical-reports/kinds.ts'
import { settleRaisedTasks } from '#server/casework/raise-task.ts'
import { record } from '#server/journal.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { mayReach } from '#server/reach.ts'
import { lateKey, tellAnswer } from '#server/technical-reports/follow.ts'
import {
  findHome,
  insertReportRow,
  lockReportRow,
  type ReportRow,
  updateReportRow,
} from '#server/technical-reports/report-store.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const writeReport = useCase(
  contract.technicalReports.write,
  async (context, { householdId, ...facts }) => {
    const { today, refuse } = context
    if (facts.seenOn > today) return refuse('in-the-future')
    const home = await findHome(context, householdId)
    const id = randomUUIDv7()
    const dueOn = await dueOnFor(context, facts.urgency, today)
    await insertReportRow(context, {
      id,
      householdId,
      buildingId: home?.buildingId ?? null,
      dwellingId: facts.concerns === 'dwelling' ? (home?.dwellingId ?? null) : null,
      answerDueOn: dueOn,
      ...facts,
    })
    await record(context, {
      act: 'technical-report-written',
      subject: { kind: 'technical-report', id },
      householdId,
      after: { concerns: facts.concerns, subjects: facts.subjects, urgency: facts.urgency },
    })
    return { reportId: id, answerDueOn: dueOn }
  },
)

const dueOnFor = async (
  context: Acting,
  urgency: TechnicalUrgency,
  writtenOn: PlainDate,
): Promise<PlainDate> => {
  const params = await readOrganisationParameters(context, context.today)
  return answerDueOn(writtenOn, params.read(answerParameterOf[urgency]))
}

type Held =
  | { report: ReportRow; refused?: undefined }
  | { refused: 'unknown-record' | 'stale-version'; current?: unknown }

const hold = async (
  context: Acting,
  action: Action,
  { reportId, version }: { reportId: string; version: number },
): Promise<Held> => {
  const report = await lockReportRow(context, reportId)
  if (!report || !(await mayReach(context, action, report.householdId))) return { refused: 'unknown-record' }
  return report.version === version ? { report } : { refused: 'stale-version', current: report }
}

export const changeReport = useCase(
  contract.technicalReports.change,
  async (context, { reportId, version, ...facts }) => {
    const { actor, today, refuse } = context
    const held = await hold(context, 'write-technical-reports', { reportId, version })
    if (held.refused) return refuse(held.refused, held.current)
    const { report } = held
    if (report.writtenBy !== actor.membershipId) return refuse('only-author')
    if (report.answeredOn !== null) return refuse('already-answered')
    if (facts.seenOn > today) return refuse('in-the-future')
    await updateReportRow(context, reportId, facts)
    const dueOn =
      facts.urgency === report.urgency
        ? report.answerDueOn
        : await dueOnFor(context, facts.urgency, report.writtenOn)
    const next = await updateReportRow(context, reportId, { answer_due_on: dueOn })
    await journal(context, 'technical-report-changed', report, { urgency: facts.urgency })
    return { version: next }
  },
)

export const answerReport = useCase(
  contract.technicalReports.answer,
  async (context, { reportId, version, answeredOn, decision, answer, workDoneOn }) => {
    const { actor, today, refuse } = context
    const held = await hold(context, 'answer-technical-reports', { reportId, version })
    if (held.refused) return refuse(held.refused, held.current)
    const { report } = held
    if (report.answeredOn !== null) return refuse('already-answered')
    const refusal = decideAnswer(report.writtenOn, { answeredOn, decision, workDoneOn }, today)
    if (refusal) return refuse(refusal)
    const next = await updateReportRow(context, reportId, {
      answer,
      decision,
      answered_on: answeredOn,
      answered_by: actor.membershipId,
      work_done_on: workDoneOn,
    })
    await journal(context, 'technical-report-answered', report, { answeredOn, decision, workDoneOn })
    await settleRaisedTasks(context, [lateKey(report)], 'Le signalement a reçu sa réponse.')
    await tellAnswer(context, report, { decision, workDoneOn })
    return { version: next }
  },
)

export const recordWorkDone = useCase(
  contract.technicalReports.recordWorkDone,
  async (context, { reportId, version, workDoneOn }) => {
    const { today, refuse } = context
    const held = await hold(context, 'answer-technical-reports', { reportId, version })
    if (held.refused) return refuse(held.refused, held.current)
    const { report } = held
    const { answeredOn, decision } = report
    if (answeredOn === null || decision === null) return refuse('not-answered')
    if (report.workDoneOn !== null) return refuse('already-done')
    const refusal = decideAnswer(report.writtenOn, { answeredOn, decision, workDoneOn }, today)
    if (refusal) return refuse(refusal)
    const next = await updateReportRow(context, reportId, { work_done_on: workDoneOn })
    await journal(context, 'technical-report-work-done', report, { workDoneOn })
    await tellAnswer(context, report, { decision, workDoneOn })
    return { version: next }
  },
)

type Act = 'technical-report-changed' | 'technical-report-answered' | 'technical-report-work-done'

const journal = (context: Acting, act: Act, { id, householdId }: ReportRow, after: object) =>
  record(context, { act, subject: { kind: 'technical-report', id }, householdId, after })
