import {
  addDays,
  addMonths,
  daysBetween,
  formatDate,
  isPlainDate,
  laterOf,
  type PlainDate,
} from '#domain/plain-date.ts'
import type {
  ComputedDelay,
  Course,
  DelayRule,
  Field,
  Law,
  ProcedureDefinition,
  ProcedureFact,
} from '#domain/procedures/definition.ts'

/** How long a step may last, read in the law of the day it counts from. */
export type Length = { months: number } | { weeks: number }

export const addLength = (from: PlainDate, length: Length): PlainDate =>
  'months' in length ? addMonths(from, length.months) : addDays(from, 7 * length.weeks)

export const lengthWords = (length: Length): string =>
  'months' in length ? `${length.months} mois` : `${length.weeks} semaine${length.weeks > 1 ? 's' : ''}`

/** What tells a DAHO from a DALO: how long each may take, and what is asked at opening. */
export type Mediation = Pick<ProcedureDefinition, 'version' | 'sources'> & {
  kind: 'dalo' | 'daho'
  circumstances: readonly Field[]
  commissionLength(course: Course, law: Law, on: PlainDate): Length
  prefectLength(course: Course, decision: ProcedureFact, law: Law): Length
  courtMonthsKey: string
  commissionSource: string
  prefectSource: string
}

/** A delay counted from a fact, whose length depends on the circumstances. */
export const counted =
  (
    lengthOf: (course: Course, fact: ProcedureFact, law: Law) => Length,
    fromField?: string,
  ): Extract<DelayRule['length'], (...args: never[]) => unknown> =>
  (course, fact, law) => {
    const from = dayOf(fact, fromField)
    const length = lengthOf(course, fact, law)
    const rawDueOn = addLength(from, length)
    return {
      rawDueOn,
      why: `${lengthWords(length)} à compter du ${formatDate(from)} : ${formatDate(rawDueOn)}`,
    }
  }

/** A day somebody wrote in a letter or a decision; none where it was not noted. */
export const writtenDay = ({ on, detail }: ProcedureFact, field: string): ComputedDelay | null => {
  const day = detail[field]
  if (!isPlainDate(day) || day < on) return null
  return { rawDueOn: day, why: `jour écrit dans le courrier ou la décision : ${formatDate(day)}` }
}

const dayOf = (fact: ProcedureFact, field: string | undefined): PlainDate => {
  const written = field === undefined ? undefined : fact.detail[field]
  return isPlainDate(written) ? laterOf(written, fact.on) : fact.on
}

/** A file asked to be completed stops the clock until the papers are received; the days stopped are added to the end. */
export const countedWithPauses = (
  course: Course,
  start: ProcedureFact,
  length: Length,
  last: ProcedureFact,
): ComputedDelay => {
  const wouldEnd = addLength(start.on, length)
  const paused = pausedDays(course.facts)
  const end = addDays(wouldEnd, paused)
  const counting = `${lengthWords(length)} à compter du ${formatDate(start.on)} : ${formatDate(wouldEnd)}`
  return {
    rawDueOn: laterOf(end, last.on),
    why:
      paused === 0
        ? counting
        : `${counting}, plus ${paused} jour${paused > 1 ? 's' : ''} pendant lesquels le dossier était incomplet : ${formatDate(end)}`,
  }
}

const pausedDays = (facts: readonly ProcedureFact[]): number => {
  let total = 0
  let stoppedOn: PlainDate | null = null
  for (const { event, on } of facts) {
    if (event === 'papers-asked') stoppedOn ??= on
    if (event === 'papers-received' && stoppedOn !== null) {
      total += daysBetween(stoppedOn, on)
      stoppedOn = null
    }
  }
  return total
}

export const lastFact = (course: Course, event: string): ProcedureFact | undefined =>
  course.facts.findLast((fact) => fact.event === event)
