import { sql } from 'kysely'
import type { ReportFacts } from '#contract/support-plan-shapes.ts'
import {
  type ContactChannel,
  type ContactPlace,
  contactChannelLabels,
  contactOutcomes,
  contactPlaceLabels,
  countsAsReached,
} from '#domain/households/contact-kinds.ts'
import { deriveMeasure } from '#domain/measures/derive.ts'
import { measureStatusLabels } from '#domain/measures/kinds.ts'
import { objectiveStateOf } from '#domain/measures/objectives.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { exitReasonLabels, prescriberKindLabels } from '#domain/programmes/kinds.ts'
import type { FoundMeasure } from '#server/measures/find-measure.ts'
import { listActions, listEvaluations, listObjectives } from '#server/support-plan/plan-store.ts'
import type { Acting } from '#server/use-case.ts'

type Period = { from: PlainDate; to: PlainDate }
const reached = contactOutcomes.filter(countsAsReached)

/**
 * What the file says of a period. Of exchanges, days and places only: what was written of them stays with those its
 * author named, and what the household said of itself is for the author of the report to tell, or not.
 */
export const readReportFacts = async (
  context: Acting,
  measure: FoundMeasure,
  { from, to }: Period,
): Promise<ReportFacts> => {
  const { definition, facts } = measure
  const derived = deriveMeasure(definition, facts, to)
  const contacts = await countContacts(context, measure.householdId, { from, to })
  const reviews = facts.filter(({ kind, on }) => kind === 'reviewed' && on >= from && on <= to)
  return {
    programme: definition.name,
    household: await readLabel(context, measure.householdId),
    prescriber: prescriberOf(measure),
    requestedOn: derived.requestedOn,
    startedOn: derived.startedOn,
    endsOn: derived.endsOn,
    endedOn: derived.endedOn,
    exit: derived.exit && exitReasonLabels[derived.exit],
    statusLabel: measureStatusLabels[derived.status],
    contacts,
    contactCount: contacts.reduce((sum, { count }) => sum + count, 0),
    reviewedOn: reviews.map(({ on }) => on),
    ...(await readPlanFacts(context, measure.id, to)),
  }
}

export const prescriberOf = ({ facts, prescriberName }: FoundMeasure): string | null => {
  const asked = facts.find((fact) => fact.kind === 'requested')
  return prescriberName ?? (asked?.kind === 'requested' ? prescriberKindLabels[asked.prescriber] : null)
}

const readLabel = async ({ tx, actor }: Acting, householdId: string): Promise<string> => {
  const { label } = await tx
    .selectFrom('household')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', householdId)
    .select('label')
    .executeTakeFirstOrThrow()
  return label
}

/** Objectives opened by then, as they stood on the last day; actions that were still open then. */
const readPlanFacts = async (
  context: Acting,
  measureId: string,
  to: PlainDate,
): Promise<Pick<ReportFacts, 'objectives' | 'remaining'>> => {
  const evaluations = (await listEvaluations(context, measureId)).filter(({ on }) => on <= to)
  const objectives = (await listObjectives(context, measureId))
    .filter(({ openedOn }) => openedOn <= to)
    .map(({ id, kind, openedOn }) => {
      const own = evaluations.filter(({ objectiveId }) => objectiveId === id)
      return { id, kind, openedOn, ...objectiveStateOf(own), evaluatedOn: own.at(-1)?.on ?? null }
    })
  const open = new Set(objectives.filter(({ closedOn }) => closedOn === null).map(({ id }) => id))
  const actions = await listActions(context, measureId)
  return {
    objectives: objectives.map(({ kind, openedOn, result, evaluatedOn }) => ({
      kind,
      openedOn,
      result,
      evaluatedOn,
    })),
    remaining: actions
      .filter(({ objectiveId, closedOn }) => open.has(objectiveId) && (closedOn === null || closedOn > to))
      .map(({ what, service, dueOn }) => ({ what, service, dueOn })),
  }
}

const countContacts = async (
  { tx, actor }: Acting,
  householdId: string,
  { from, to }: Period,
): Promise<ReportFacts['contacts']> => {
  const { rows } = await sql<{ place: string | null; channel: string | null; count: number }>`
    select place, case when place is null then channel end as channel, count(*)::int as count from log_entry
    where organisation_id = ${actor.organisationId} and household_id = ${householdId} and kind = 'contact'
      and withdrawn_at is null and outcome = any (${reached}::text[])
      and happened_on between ${from}::date and ${to}::date
    group by 1, 2 order by 3 desc, 1, 2`.execute(tx)
  return rows.map(({ place, channel, count }) => ({
    label: place
      ? contactPlaceLabels[place as ContactPlace]
      : (contactChannelLabels[channel as ContactChannel] ?? 'Lieu non renseigné'),
    count,
  }))
}
