import type { PlainDate } from '#domain/plain-date.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import { decideEligibility, type Eligibility, type PersonAnswers } from '#domain/programmes/eligibility.ts'
import type { EligibilityFacts } from '#domain/programmes/eligibility-facts.ts'
import type { Tx } from '#server/db.ts'

/** What the request itself tells, beside the file. */
export type Asked = { motive: string | null; triggeringEvent: string | null; on: PlainDate }

/** The facts of the file and those of the request, one test after the other. */
export const decideForRequest = (
  definition: ProgrammeDefinition,
  known: EligibilityFacts,
  { motive, triggeringEvent, on }: Asked,
  answers: readonly { testKey: string; answer: 'yes' | 'no'; reason: string }[],
): Eligibility => {
  const from = 'la demande'
  const facts: EligibilityFacts = {
    ...known,
    ...(motive ? { motive: { value: motive, asOf: on, from } } : {}),
    ...(triggeringEvent ? { 'triggering-event': { value: triggeringEvent, asOf: on, from } } : {}),
  }
  const given: PersonAnswers = Object.fromEntries(
    answers.map(({ testKey, answer, reason }) => [testKey, { answer, reason }]),
  )
  return decideEligibility(definition, facts, given, on)
}

export const eligibilityStates = { eligible: 'settled', 'to-check': 'to-check', refused: 'refused' } as const

type Derogation = { testKey: string; reason: string }
type Keeper = {
  tx: Tx
  actor: { organisationId: string; membershipId?: string }
  today: PlainDate
}

/** Keeps how each test was answered, and by whom when a person did. */
export const insertChecks = async (
  { tx, actor, today }: Keeper,
  measureId: string,
  { tests }: Eligibility,
  derogations: readonly Derogation[],
): Promise<void> => {
  if (tests.length === 0) return
  const passed = new Map(derogations.map(({ testKey, reason }) => [testKey, reason]))
  await tx
    .insertInto('measure_check')
    .values(
      tests.map(({ key, answer, reason, settledBy }) => {
        const derogation = answer === 'no' ? passed.get(key) : undefined
        return {
          organisation_id: actor.organisationId,
          measure_id: measureId,
          test_key: key,
          answer,
          reason,
          answered_by: settledBy === 'person' ? (actor.membershipId ?? null) : null,
          answered_on: today,
          derogated_on: derogation === undefined ? null : today,
          derogated_by: derogation === undefined ? null : (actor.membershipId ?? null),
          derogation_reason: derogation ?? null,
        }
      }),
    )
    .execute()
}
