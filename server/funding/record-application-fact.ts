import { randomUUIDv7 } from 'node:crypto'
import type { ApplicationFact } from '#domain/funding/application-facts.ts'
import { walkApplication } from '#domain/funding/walk-application.ts'
import { listApplicationFacts } from '#server/funding/application-store.ts'
import type { Recorder } from '#server/funding/recorder.ts'
import { refreshApplications } from '#server/funding/refresh-applications.ts'
import { record } from '#server/journal.ts'

type WithoutId<Fact> = Fact extends ApplicationFact ? Omit<Fact, 'id'> : never
export type NewApplicationFact = WithoutId<ApplicationFact>

export const applicationFactRefusals = {
  'unknown-record': 'Cet élément n’existe pas ou n’existe plus.',
  'future-fact': 'Un fait se note une fois qu’il a eu lieu : la date est dans le futur.',
  'out-of-order': 'À cette date, cette étape n’est pas possible dans le parcours du dossier.',
  'contradicts-later-fact': 'Un fait noté à une date plus tardive ne tiendrait plus : annulez-le d’abord.',
} as const
export type ApplicationFactRefusal = keyof typeof applicationFactRefusals

export type RecordedApplicationFact =
  | { factId: string; refused?: undefined }
  | { refused: ApplicationFactRefusal }

/**
 * Records a dated fact of a file if the procedure takes it where it falls, journals it and draws the standing again, in
 * the same transaction. The file is held until its end: two facts never decide on the same past.
 */
export const recordApplicationFact = async (
  context: Recorder,
  { applicationId, fact }: { applicationId: string; fact: NewApplicationFact },
): Promise<RecordedApplicationFact> => {
  const { tx, actor, today } = context
  if (fact.on > today) return { refused: 'future-fact' }
  const held = await tx
    .selectFrom('application')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', applicationId)
    .select('household_id')
    .forUpdate()
    .executeTakeFirst()
  if (!held) return { refused: 'unknown-record' }
  const added = { ...fact, id: randomUUIDv7() } as ApplicationFact
  const facts =
    (await listApplicationFacts(tx, actor.organisationId, [applicationId])).get(applicationId) ?? []
  const problem = problemOf(facts, added)
  if (problem) return { refused: problem }
  await insertApplicationFact(context, { applicationId, householdId: held.household_id, fact: added })
  if (fact.kind === 'filed') await setFiledOn(context, applicationId, fact.on)
  await refreshApplications(context, [applicationId])
  return { factId: added.id }
}

/** What was placed stays placed, and the new fact has its place. */
const problemOf = (
  facts: readonly ApplicationFact[],
  added: ApplicationFact,
): 'out-of-order' | 'contradicts-later-fact' | null => {
  const before = new Set(
    walkApplication(facts)
      .taken.filter(({ isPlaced }) => isPlaced)
      .map(({ fact }) => fact.id),
  )
  const { taken } = walkApplication([...facts, added])
  if (taken.some(({ fact, isPlaced }) => fact.id === added.id && !isPlaced)) return 'out-of-order'
  return taken.some(({ fact, isPlaced }) => !isPlaced && before.has(fact.id))
    ? 'contradicts-later-fact'
    : null
}

const insertApplicationFact = async (
  context: Recorder,
  written: { applicationId: string; householdId: string; fact: ApplicationFact },
): Promise<void> => {
  const { tx, actor, now } = context
  const { id, on, kind, ...detail } = written.fact
  await tx
    .insertInto('application_event')
    .values({
      organisation_id: actor.organisationId,
      id,
      application_id: written.applicationId,
      kind,
      on_date: on,
      detail: JSON.stringify(detail),
      recorded_by: actor.membershipId ?? null,
      recorded_at: now,
    })
    .execute()
  await record(context, {
    act: `application-${kind}`,
    subject: { kind: 'application', id: written.applicationId },
    householdId: written.householdId,
    // Reasons and opinions in free words stay with the file.
    after: { on, ...('cents' in detail ? { cents: detail.cents } : {}) },
  })
}

/** The day whose rules and ceilings hold is kept on the file itself. */
const setFiledOn = async ({ tx, actor }: Recorder, applicationId: string, on: string): Promise<void> => {
  await tx
    .updateTable('application')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', applicationId)
    .set({ filed_on: on as ApplicationFact['on'] })
    .execute()
}
