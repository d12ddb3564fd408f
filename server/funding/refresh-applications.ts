import { type DerivedApplication, deriveApplication } from '#domain/funding/derive-application.ts'
import { listApplicationFacts, listLineIds } from '#server/funding/application-store.ts'
import type { Recorder } from '#server/funding/recorder.ts'
import { type Followed, nextChangeOf, tellDeadlines } from '#server/funding/tell-deadlines.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'

type Drawn = {
  applicationId: string
  householdId: string
  number: string
  derived: DerivedApplication
}

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
  await tellDeadlines(
    context,
    'application-due',
    drawn.map(followedOf),
    'Le dossier a avancé : ce rappel n’a plus d’objet.',
  )
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
    changes_on: nextChangeOf(derived.changesOn, derived.deadlines, today),
    as_of: today,
  }
  await tx
    .insertInto('application_standing')
    .values({ organisation_id: actor.organisationId, application_id: applicationId, ...picture })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'application_id']).doUpdateSet(picture))
    .execute()
}

const followedOf = ({ applicationId, householdId, number, derived }: Drawn): Followed => {
  const { reviewerId } = derived.course
  return {
    prefix: `application/${applicationId}/`,
    householdId,
    assigneeId: reviewerId,
    name: `Dossier ${number}`,
    link: `financements/dossiers/${applicationId}`,
    // Given to somebody else, a reminder is theirs: it is raised anew.
    deadlines: derived.deadlines.map(({ kind, dueOn, label }) => ({
      key: `${kind}/${reviewerId ?? ''}`,
      dueOn,
      label,
    })),
  }
}
