import { contract } from '#contract/index.ts'
import { deriveMeasure } from '#domain/measures/derive.ts'
import { nextMeetingOn } from '#domain/measures/reminders.ts'
import { nextSteps } from '#domain/measures/steps.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { readCircumstances } from '#server/measures/circumstances.ts'
import { type FoundMeasure, findMeasure } from '#server/measures/find-measure.ts'
import { findReachable } from '#server/measures/hold-measure.ts'
import { listStandings, summaryOf } from '#server/measures/summary.ts'
import {
  listCheckViews,
  listContactViews,
  listFactViews,
  listPaperViews,
} from '#server/measures/view-store.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const openMeasure = useCase(contract.measures.open, async (context, { measureId }) => {
  const measure = await findReachable(context, 'read-measure', measureId)
  const [standing] = measure ? await listStandings(context, { measureId }) : []
  if (!measure || !standing) return context.refuse('unknown-record')
  return {
    ...summaryOf(measure, standing),
    ...aboutProgramme(measure),
    ...(await aboutCourse(context, measure, standing.last_contact_on)),
    facts: await listFactViews(context, measure),
    checks: await listCheckViews(context, measure),
    papers: await listPaperViews(context, measure),
    workers: measure.workers.map(({ measureId: _, ...worker }) => worker),
    ...(await listContactViews(context, measure.householdId, standing.requested_on, standing.ended_on)),
  }
})

const aboutProgramme = ({ definition, ...measure }: FoundMeasure) => ({
  version: measure.version,
  programmeNumber: measure.programmeNumber,
  triggeringEvent: measure.triggeringEvent,
  meetingWeeks: measure.meetingWeeks,
  fixedWeeks: definition.rhythm.kind === 'fixed' ? definition.rhythm.everyWeeks : null,
  phases: definition.phases,
  exits: definition.exits,
  firstMonths: definition.length.firstMonths,
  renewalMonths: definition.length.renewalMonths,
  evaluationMonths: definition.evaluationMonths,
})

/** What its dates say today, and what may be recorded. */
const aboutCourse = async (
  { tx, actor, today }: Acting,
  measure: FoundMeasure,
  lastContactOn: PlainDate | null,
) => {
  const { definition, facts, meetingWeeks } = measure
  const derived = deriveMeasure(definition, facts, today)
  const circumstances = await readCircumstances(tx, actor.organisationId, measure)
  return {
    status: derived.status,
    deadlines: derived.deadlines,
    explanation: derived.explanation,
    nextMeetingOn: nextMeetingOn(definition, derived, { lastContactOn, meetingWeeks }),
    steps: nextSteps(definition, facts, circumstances, today),
  }
}

export const listHouseholdMeasures = useCase(
  contract.measures.ofHousehold,
  async (context, { householdId }) => {
    const standings = await listStandings(context, { householdId })
    const measures = []
    for (const standing of standings) {
      const measure = await findMeasure(context.tx, context.actor.organisationId, standing.measure_id)
      if (measure) measures.push(summaryOf(measure, standing))
    }
    return { measures }
  },
)
