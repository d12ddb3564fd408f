import type { DifficultyCause } from '#domain/households/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import { decideEligibility, type Eligibility, type PersonAnswers } from '#domain/programmes/eligibility.ts'
import type { EligibilityFacts } from '#domain/programmes/eligibility-facts.ts'
import type { MeasureMotive } from '#domain/programmes/kinds.ts'
import { readEligibilityFacts } from '#server/programmes/read-eligibility-facts.ts'
import type { Acting } from '#server/use-case.ts'

/** What the request itself tells, beside the file. */
export type Asked = {
  motive: MeasureMotive | null
  triggeringEvent: DifficultyCause | null
  on: PlainDate
  answers: readonly { testKey: string; answer: 'yes' | 'no'; reason: string }[]
}

/** Reads the file at most once for each set of territories that the programmes name. */
export const openEligibility = (context: Acting, householdId: string, asked: Asked) => {
  const { on, answers, ...told } = asked
  const given: PersonAnswers = Object.fromEntries(
    answers.map(({ testKey, answer, reason }) => [testKey, { answer, reason }]),
  )
  const known = new Map<string, Promise<EligibilityFacts>>()
  const factsFor = ({ territories = [] }: ProgrammeDefinition) => {
    const key = JSON.stringify(territories)
    const reading = known.get(key) ?? readEligibilityFacts(context, householdId, { ...told, territories })
    known.set(key, reading)
    return reading
  }
  return async (definition: ProgrammeDefinition): Promise<Eligibility> =>
    decideEligibility(definition, await factsFor(definition), given, on)
}

export const eligibilityStates = { eligible: 'settled', 'to-check': 'to-check', refused: 'refused' } as const

type Derogation = { testKey: string; reason: string }
/** Keeps how each test was answered, and by whom when a person did. */
export const insertChecks = async (
  { tx, actor, today }: Acting,
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
          answered_by: settledBy === 'person' ? actor.membershipId : null,
          answered_on: today,
          derogated_on: derogation === undefined ? null : today,
          derogated_by: derogation === undefined ? null : actor.membershipId,
          derogation_reason: derogation ?? null,
        }
      }),
    )
    .execute()
}

/** The words of each test, whatever the household: what was answered is kept apart. */
export const eligibilityLabels = (definition: ProgrammeDefinition) =>
  decideEligibility(definition, {}, {}, definition.from ?? '2026-01-01').tests
