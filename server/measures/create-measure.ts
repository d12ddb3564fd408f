import { randomUUIDv7 } from 'node:crypto'
import type { DifficultyCause } from '#domain/households/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Eligibility } from '#domain/programmes/eligibility.ts'
import type { MeasureMotive, PrescriberKind } from '#domain/programmes/kinds.ts'
import { insertChecks, openEligibility } from '#server/measures/eligibility.ts'
import { insertFact } from '#server/measures/record-fact.ts'
import { tellMeasures } from '#server/measures/tell-measures.ts'
import { type FoundDefinition, latestDefinition } from '#server/programmes/find-definition.ts'
import type { Acting } from '#server/use-case.ts'

export type NewMeasure = {
  householdId: string
  programmeId: string
  motive: MeasureMotive
  triggeringEvent: DifficultyCause | null
  prescriber: PrescriberKind
  /** A service, never a private person. */
  prescriberName: string | null
  requestedOn: PlainDate
}

/**
 * Opens a measure, at its request, with the version of the programme in force. What the file does not say stays to be
 * checked by a person; nothing starts before it is settled. Tells undefined when the programme is not published.
 */
export const createMeasure = async (context: Acting, asked: NewMeasure): Promise<string | undefined> => {
  const found = await latestDefinition(context.tx, context.actor.organisationId, asked.programmeId)
  if (!found) return undefined
  const { motive, triggeringEvent, requestedOn: on } = asked
  const decide = openEligibility(context, asked.householdId, { motive, triggeringEvent, on, answers: [] })
  const eligibility = await decide(found.definition)
  return insertMeasure(context, asked, found, { eligibility, derogations: [] })
}

type Checked = { eligibility: Eligibility; derogations: readonly { testKey: string; reason: string }[] }

/** The measure, its answered criteria and its first fact, in one transaction. */
export const insertMeasure = async (
  context: Acting,
  asked: NewMeasure,
  { definition, number }: FoundDefinition,
  { eligibility, derogations }: Checked,
): Promise<string> => {
  const { tx, actor, now } = context
  const id = randomUUIDv7()
  await tx
    .insertInto('measure')
    .values({
      organisation_id: actor.organisationId,
      id,
      household_id: asked.householdId,
      programme_id: asked.programmeId,
      programme_number: number,
      motive: asked.motive,
      triggering_event: asked.triggeringEvent,
      prescriber_name: asked.prescriberName,
      meeting_weeks: null,
      created_by: actor.membershipId,
      created_at: now,
    })
    .execute()
  await insertChecks(context, id, eligibility, derogations)
  const measure = { id, householdId: asked.householdId, definition }
  await insertFact(context, measure, {
    id: randomUUIDv7(),
    on: asked.requestedOn,
    kind: 'requested',
    prescriber: asked.prescriber,
  })
  await tellMeasures(context, [id])
  return id
}
