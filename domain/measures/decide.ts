import type { MeasureFact } from '#domain/measures/kinds.ts'
import { type MeasureGuard, measureGuardRefusals } from '#domain/measures/transitions.ts'
import { type TakenFact, walkMeasure } from '#domain/measures/walk.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { OverlapRule, ProgrammeDefinition } from '#domain/programmes/definition.ts'
import type { ExitReason, ProgrammeFamily, RequiredDocumentKind } from '#domain/programmes/kinds.ts'

/** Another measure of the same household that has begun. */
export type OtherMeasure = {
  programmeId: string
  family: ProgrammeFamily
  overlap: OverlapRule
  startedOn: PlainDate
  endedOn: PlainDate | null
}

/** What the facts of the measure do not say. */
export type Circumstances = {
  programmeId: string
  others: readonly OtherMeasure[]
  /** Papers that are in the file. */
  documents: readonly RequiredDocumentKind[]
  /** Every test answered yes, or a no that a coordinator let pass. */
  eligibility: 'settled' | 'to-check' | 'refused'
  /** Other measures of this programme running now, in the whole organisation. */
  runningInProgramme: number
}

const circumstanceRefusals = {
  'future-fact': 'Un fait se note une fois qu’il a eu lieu : la date est dans le futur.',
  'out-of-order': 'À cette date, cette étape n’est pas possible dans le parcours de la mesure.',
  'contradicts-later-fact': 'Un fait noté à une date plus tardive ne tiendrait plus : annulez-le d’abord.',
  'document-missing': 'Une pièce exigée par le dispositif manque au dossier.',
  overlap: 'Une autre mesure de ce ménage, en cours à cette date, ne peut pas se cumuler avec celle-ci.',
  'programme-full': 'Toutes les places de ce dispositif sont prises.',
  'eligibility-to-check': 'Un critère du dispositif reste à vérifier par une personne.',
  'not-eligible': 'Un critère du dispositif n’est pas rempli : il faut une dérogation du responsable.',
} as const
export type FactRefusal = keyof typeof circumstanceRefusals | MeasureGuard
export const factRefusals: Readonly<Record<FactRefusal, string>> = {
  ...circumstanceRefusals,
  ...measureGuardRefusals,
}

export type FactDecision =
  | { outcome: 'accepted' }
  | { outcome: 'refused'; reason: FactRefusal; missing?: RequiredDocumentKind[] }

const accepted: FactDecision = { outcome: 'accepted' }
const refused = (reason: FactRefusal): FactDecision => ({ outcome: 'refused', reason })

/** Whether a fact may be recorded: where it falls among the others, then what the programme asks around it. */
export const decideMeasureFact = (
  definition: ProgrammeDefinition,
  facts: readonly MeasureFact[],
  fact: MeasureFact,
  circumstances: Circumstances,
  today: PlainDate,
): FactDecision => {
  if (fact.on > today) return refused('future-fact')
  const { taken } = walkMeasure(definition, [...facts, fact])
  const own = taken.find((one) => one.fact === fact)?.problem
  if (own) return refused(own)
  if (breaks(walkMeasure(definition, facts).taken, taken)) return refused('contradicts-later-fact')
  return decideAround(definition, fact, circumstances)
}

/**
 * Whether a fact may be cancelled: those that remain must hold as they did. Cancelling an end makes the measure run
 * again, which the others of the household may forbid.
 */
export const decideCancellation = (
  definition: ProgrammeDefinition,
  facts: readonly MeasureFact[],
  factId: string,
  circumstances: Circumstances,
): FactDecision => {
  const rest = facts.filter(({ id }) => id !== factId)
  const after = walkMeasure(definition, rest)
  if (breaks(walkMeasure(definition, facts).taken, after.taken)) return refused('contradicts-later-fact')
  const { startedOn, ended } = after.course
  const reopens = startedOn !== null && ended === null
  return reopens && overlaps(definition, startedOn, circumstances) ? refused('overlap') : accepted
}

const breaks = (before: readonly TakenFact[], after: readonly TakenFact[]): boolean =>
  after.some(
    ({ fact, problem }) =>
      problem !== null && before.some((one) => one.fact === fact && one.problem === null),
  )

/** No paper can be asked of someone who is gone; what remains to be done, the next service does. */
const endsWithoutHousehold: readonly ExitReason[] = ['death', 'no-news', 'evicted', 'moved-away', 'handover']

const decideAround = (
  definition: ProgrammeDefinition,
  fact: MeasureFact,
  circumstances: Circumstances,
): FactDecision => {
  if (fact.kind === 'started') return decideStart(definition, fact.on, circumstances)
  if (fact.kind === 'ended' && !endsWithoutHousehold.includes(fact.exit))
    return decideDocuments(definition, 'before-end', circumstances)
  return accepted
}

const decideStart = (
  definition: ProgrammeDefinition,
  on: PlainDate,
  circumstances: Circumstances,
): FactDecision => {
  const { eligibility, runningInProgramme } = circumstances
  if (eligibility === 'refused') return refused('not-eligible')
  if (eligibility === 'to-check') return refused('eligibility-to-check')
  if (overlaps(definition, on, circumstances)) return refused('overlap')
  if (definition.capacity !== null && runningInProgramme >= definition.capacity)
    return refused('programme-full')
  return decideDocuments(definition, 'before-start', circumstances)
}

const decideDocuments = (
  definition: ProgrammeDefinition,
  moment: ProgrammeDefinition['documents'][number]['moment'],
  { documents }: Circumstances,
): FactDecision => {
  const missing = definition.documents
    .filter((asked) => asked.moment === moment && !documents.includes(asked.kind))
    .map(({ kind }) => kind)
  return missing.length > 0 ? { outcome: 'refused', reason: 'document-missing', missing } : accepted
}

/** Forbidden when either of the two programmes forbids it. One may begin on the day the other ends. */
const overlaps = (
  definition: ProgrammeDefinition,
  startedOn: PlainDate,
  { programmeId, others }: Circumstances,
): boolean =>
  others.some(
    (other) =>
      (other.endedOn === null || other.endedOn > startedOn) &&
      (forbids(definition.overlap, definition.family, programmeId, other) ||
        forbids(other.overlap, definition.family, programmeId, other)),
  )

const forbids = (rule: OverlapRule, family: ProgrammeFamily, programmeId: string, other: OtherMeasure) => {
  switch (rule) {
    case 'free':
      return false
    case 'any-measure':
      return true
    case 'same-family':
      return other.family === family
    case 'same-programme':
      return other.programmeId === programmeId
  }
}
