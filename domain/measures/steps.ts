import { type Circumstances, decideMeasureFact, factRefusals } from '#domain/measures/decide.ts'
import { type MeasureEventKind, type MeasureFact, measureEventKinds } from '#domain/measures/kinds.ts'
import { measureTransitions } from '#domain/measures/transitions.ts'
import { limitOf, type MeasureCourse, walkMeasure } from '#domain/measures/walk.ts'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import { requiredDocumentLabels } from '#domain/programmes/kinds.ts'

/** A fact one may think of recording today, and why not if it may not be. */
export type MeasureStep = { kind: MeasureEventKind; refusal: string | null }

/** The facts of the present stage, each tried as it would most simply be recorded today. */
export const nextSteps = (
  definition: ProgrammeDefinition,
  facts: readonly MeasureFact[],
  circumstances: Circumstances,
  today: PlainDate,
): MeasureStep[] => {
  const { course } = walkMeasure(definition, facts)
  const events = measureTransitions.filter(({ from }) => from === course.stage).map(({ event }) => event)
  return measureEventKinds
    .filter((kind) => events.includes(kind) && hasObject(definition, course, kind))
    .map((kind) => {
      const fact = simplest(definition, course, kind, today)
      const decision = decideMeasureFact(definition, facts, fact, circumstances, today)
      if (decision.outcome === 'accepted') return { kind, refusal: null }
      const missing = decision.missing?.map((paper) => requiredDocumentLabels[paper]).join(', ')
      return { kind, refusal: factRefusals[decision.reason] + (missing ? ` Il manque : ${missing}.` : '') }
    })
}

/** A programme without phases, or without a limit, has nothing to say of them. */
const hasObject = (definition: ProgrammeDefinition, course: MeasureCourse, kind: MeasureEventKind) => {
  if (kind === 'phase-entered') return definition.phases.length > 1
  if (kind === 'derogated') return definition.length.limit === 'fixed'
  if (kind === 'renewed') return course.months !== null
  if (kind === 'evaluated')
    return definition.evaluationMonths.some((months) => !course.evaluatedMonths.includes(months))
  return true
}

const simplest = (
  definition: ProgrammeDefinition,
  course: MeasureCourse,
  kind: MeasureEventKind,
  on: PlainDate,
): MeasureFact => {
  const base = { id: '', on }
  switch (kind) {
    case 'requested':
      return { ...base, kind, prescriber: definition.prescribers[0] ?? 'other' }
    case 'refused-by-household':
    case 'suspended':
      return { ...base, kind, reason: '' }
    case 'phase-entered':
      return {
        ...base,
        kind,
        phase: definition.phases.find(({ key }) => key !== course.phase)?.key ?? '',
      }
    case 'derogated':
      return { ...base, kind, until: addMonths(limitOf(definition, course) ?? on, 12), reason: '' }
    case 'renewed':
      return { ...base, kind, months: suggestedRenewal(definition, course) }
    case 'ended':
      return { ...base, kind, exit: definition.exits[0] ?? 'other' }
    case 'evaluated':
      return {
        ...base,
        kind,
        months: definition.evaluationMonths.find((count) => !course.evaluatedMonths.includes(count)) ?? 0,
        result: 'housed',
      }
    default:
      return { ...base, kind }
  }
}

/** The programme's own renewal, or what is left before the limit. */
export const suggestedRenewal = (definition: ProgrammeDefinition, course: MeasureCourse): number => {
  const { renewalMonths, firstMonths } = definition.length
  const usual = renewalMonths ?? firstMonths ?? 1
  const limitOn = limitOf(definition, course)
  if (limitOn === null || course.startedOn === null || definition.length.limit !== 'fixed') return usual
  for (let months = usual; months > 1; months -= 1)
    if (addMonths(course.startedOn, (course.months ?? 0) + months) <= limitOn) return months
  return 1
}
