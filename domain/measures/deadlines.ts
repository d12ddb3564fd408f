import type { MeasureDeadlineKind } from '#domain/measures/transitions.ts'
import { endOf, limitOf, type MeasureCourse } from '#domain/measures/walk.ts'
import { addMonths, compareDates, formatDate, type PlainDate } from '#domain/plain-date.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'

/** A day by which something is awaited, with why it falls then and where that is written. */
export type MeasureDeadline = {
  kind: MeasureDeadlineKind
  dueOn: PlainDate
  label: string
  why: string
  source: string
}

/** Every deadline the present stage still waits for, the earliest first. What was done in time is no longer in it. */
export const openDeadlines = (
  definition: ProgrammeDefinition,
  course: MeasureCourse,
  today: PlainDate,
): MeasureDeadline[] =>
  course.awaits
    .flatMap((kind) => rules[kind](definition, course, today))
    .map((deadline) => ({ ...deadline, source: definition.source }))
    .toSorted((a, b) => compareDates(a.dueOn, b.dueOn) || (a.label < b.label ? -1 : 1))

type Rule = (
  definition: ProgrammeDefinition,
  course: MeasureCourse,
  today: PlainDate,
) => Omit<MeasureDeadline, 'source'>[]

const months = (count: number) => `${count} mois`

const term: Rule = (definition, course) => {
  const dueOn = endOf(course)
  if (dueOn === null || course.startedOn === null) return []
  const counted = `${months(course.months ?? 0)} à compter du ${formatDate(course.startedOn)}`
  const isFixed = definition.length.limit === 'fixed'
  if (!isFixed)
    return [
      {
        kind: 'term',
        dueOn,
        label: 'Fin de la période convenue',
        why: `${counted} ; rien ne s’arrête de soi-même`,
      },
    ]
  return canRenew(definition, course)
    ? [
        {
          kind: 'term',
          dueOn,
          label: 'Renouveler ou terminer',
          why: `${counted} ; un renouvellement se décide avant le terme`,
        },
      ]
    : [
        {
          kind: 'term',
          dueOn,
          label: 'Terminer la mesure',
          why: `${counted} ; aucun renouvellement n’est plus prévu`,
        },
      ]
}

/** Whether a renewal, of at least one month, is still possible without a derogation. */
export const canRenew = (definition: ProgrammeDefinition, course: MeasureCourse): boolean => {
  const { renewals, limit } = definition.length
  if (limit !== 'fixed') return true
  if (renewals !== null && course.renewals >= renewals && course.derogations === 0) return false
  const limitOn = limitOf(definition, course)
  const next = course.startedOn === null ? null : addMonths(course.startedOn, (course.months ?? 0) + 1)
  return limitOn === null || (next !== null && next <= limitOn)
}

/**
 * Reviews fall every N months from the start, on fixed days: one held early does not move the next ones. One held in
 * the month before its day counts for that day.
 */
const review: Rule = ({ reviewEveryMonths: every }, course) => {
  const { startedOn, lastReviewOn } = course
  if (every === null || startedOn === null) return []
  let rank = 1
  while (lastReviewOn !== null && addMonths(startedOn, every * rank - 1) <= lastReviewOn) rank += 1
  const dueOn = addMonths(startedOn, every * rank)
  const endsOn = endOf(course)
  if (endsOn !== null && dueOn > endsOn) return []
  return [
    {
      kind: 'review',
      dueOn,
      label: rank === 1 ? 'Premier bilan' : `Bilan n° ${rank}`,
      why: `Un bilan tous les ${months(every)} à compter du ${formatDate(startedOn)}`,
    },
  ]
}

/** An alert tells that a stay grows long; a review, a renewal or a derogation since then has looked at it. */
const alert: Rule = ({ length }, { startedOn, lastLookedOn }) => {
  if (startedOn === null) return []
  const advised = length.limit === 'advisory' && length.totalMonths !== null ? [length.totalMonths] : []
  return [...new Set([...length.alertMonths, ...advised])]
    .map((count) => ({ count, dueOn: addMonths(startedOn, count) }))
    .filter(({ dueOn }) => lastLookedOn === null || lastLookedOn < dueOn)
    .map(({ count, dueOn }) => ({
      kind: 'alert',
      dueOn,
      label: `Point à ${months(count)}`,
      why: `Le dispositif demande un point à ${months(count)} du début ; la mesure continue`,
    }))
}

const evaluation: Rule = ({ evaluationMonths }, { ended, evaluatedMonths }) =>
  ended === null
    ? []
    : evaluationMonths
        .filter((count) => !evaluatedMonths.includes(count))
        .map((count) => ({
          kind: 'evaluation',
          dueOn: addMonths(ended.on, count),
          label: `Évaluation à ${months(count)}`,
          why: `${months(count)} après la fin, le ${formatDate(ended.on)}`,
        }))

const rules: Readonly<Record<MeasureDeadlineKind, Rule>> = { term, review, alert, evaluation }
