import { type DerivedApplication, deriveApplication } from '#domain/funding/derive-application.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { raiseTasks, settleRaisedTasks } from '#server/casework/raise-task.ts'
import { listApplicationFacts, listLineIds } from '#server/funding/application-store.ts'
import type { Recorder } from '#server/funding/recorder.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'

type Drawn = {
  applicationId: string
  householdId: string
  number: string
  derived: DerivedApplication
}

/** Days before a deadline at which it is told. */
const tellDaysBefore = 3

/**
 * Draws again where these files stand on the day, tells whoever reviews them what is due, and settles what is no longer.
 * To be called after any change of a file or of its lines.
 */
export const refreshApplications = async (
  context: Recorder,
  applicationIds: readonly string[],
): Promise<void> => {
  const drawn = await drawApplications(context, applicationIds)
  for (const one of drawn) await writeStanding(context, one)
  await tellReviewers(context, drawn)
}

const drawApplications = async (
  { tx, actor, today }: Recorder,
  applicationIds: readonly string[],
): Promise<Drawn[]> => {
  if (applicationIds.length === 0) return []
  const { organisationId } = actor
  const rows = await tx
    .selectFrom('application')
    .where('organisation_id', '=', organisationId)
    .where('id', 'in', applicationIds)
    .select(['id', 'household_id', 'number'])
    .execute()
  const facts = await listApplicationFacts(tx, organisationId, applicationIds)
  const lines = await listLineIds(tx, organisationId, applicationIds)
  const params = await readOrganisationParameters({ tx, actor }, today)
  return rows.map(({ id, household_id, number }) => ({
    applicationId: id,
    householdId: household_id,
    number,
    derived: deriveApplication(lines.get(id) ?? [], facts.get(id) ?? [], params, today),
  }))
}

const writeStanding = async (
  { tx, actor, today }: Recorder,
  { applicationId, derived }: Drawn,
): Promise<void> => {
  const { course, nextDue } = derived
  const picture = {
    status: derived.status,
    is_open: derived.isOpen,
    reviewer_id: course.reviewerId,
    filed_on: course.filedOn,
    complete_on: course.completeOn,
    decided_on: derived.isOpen ? null : course.lastDecisionOn,
    next_due: nextDue?.label ?? null,
    next_due_on: nextDue?.dueOn ?? null,
    changes_on: nextChange(derived, today),
    as_of: today,
  }
  await tx
    .insertInto('application_standing')
    .values({ organisation_id: actor.organisationId, application_id: applicationId, ...picture })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'application_id']).doUpdateSet(picture))
    .execute()
}

const tellOn = (dueOn: PlainDate) => addDays(dueOn, -tellDaysBefore)

const nextChange = ({ changesOn, deadlines }: DerivedApplication, today: PlainDate): PlainDate | null =>
  [changesOn, ...deadlines.map(({ dueOn }) => tellOn(dueOn))]
    .filter((day): day is PlainDate => day !== null && day > today)
    .toSorted()[0] ?? null

const originPrefix = (applicationId: string) => `application/${applicationId}/`

const tellReviewers = async (context: Recorder, drawn: readonly Drawn[]): Promise<void> => {
  const due = drawn.flatMap((one) =>
    one.derived.deadlines
      .filter(({ dueOn }) => tellOn(dueOn) <= context.today)
      .map((deadline) => ({ one, deadline })),
  )
  const keyOf = ({ one, deadline }: (typeof due)[number]) =>
    `${originPrefix(one.applicationId)}${deadline.kind}/${deadline.dueOn}/${one.derived.course.reviewerId ?? ''}`
  await raiseTasks(
    context,
    due.map((told) => ({
      householdId: told.one.householdId,
      assigneeId: told.one.derived.course.reviewerId,
      kind: 'application-due',
      title: `Dossier ${told.one.number} : ${lowerFirst(told.deadline.label)}`,
      dueOn: told.deadline.dueOn,
      compartment: 'social',
      originKey: keyOf(told),
      link: `financements/dossiers/${told.one.applicationId}`,
    })),
  )
  const live = new Set(due.map(keyOf))
  const told = await listToldKeys(context, drawn)
  await settleRaisedTasks(
    context,
    told.filter((key) => !live.has(key)),
    'Le dossier a avancé : ce rappel n’a plus d’objet.',
  )
}

const lowerFirst = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

const listToldKeys = async ({ tx, actor }: Recorder, drawn: readonly Drawn[]): Promise<string[]> => {
  if (drawn.length === 0) return []
  const rows = await tx
    .selectFrom('task')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', 'in', [...new Set(drawn.map(({ householdId }) => householdId))])
    .where('closed_at', 'is', null)
    .where('kind', '=', 'application-due')
    .select('origin_key')
    .execute()
  const prefixes = drawn.map(({ applicationId }) => originPrefix(applicationId))
  return rows
    .map(({ origin_key }) => origin_key ?? '')
    .filter((key) => prefixes.some((prefix) => key.startsWith(prefix)))
}
