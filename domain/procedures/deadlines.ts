import { addWorkingDays, type Holidays, isWorkingDay, nextWorkingDay } from '#domain/calendar.ts'
import {
  addDays,
  addMonths,
  formatDate,
  isPlainDate,
  type PlainDate,
  weekdayName,
} from '#domain/plain-date.ts'
import type {
  ComputedDelay,
  Course,
  DelayLength,
  DelayRule,
  Law,
  ProcedureFact,
} from '#domain/procedures/definition.ts'

export type DeadlineStatus = 'open' | 'met' | 'met-late' | 'lapsed'

/** A delay that runs or ran: its rule, the day as counted, the day once moved, and what became of it. */
export type ProcedureDeadline = {
  /** The rule and the fact that started it: the same whenever the line is drawn again. */
  key: string
  rule: DelayRule
  triggeredBy: ProcedureFact
  triggeredOn: PlainDate
  rawDueOn: PlainDate
  dueOn: PlainDate
  why: string
  status: DeadlineStatus
  metOn: PlainDate | null
}

const unitWords: Readonly<Record<DelayLength['unit'], (count: number) => string>> = {
  months: (count) => `${count} mois`,
  weeks: (count) => `${count} semaine${count > 1 ? 's' : ''}`,
  days: (count) => `${count} jour${count > 1 ? 's' : ''}`,
  'working-days': (count) => `${count} jour${count > 1 ? 's ouvrés' : ' ouvré'}`,
}

/** Months keep the day of the month, clamped (CPC art. 641); weeks are seven days; working days skip holidays. */
const count = (from: PlainDate, unit: DelayLength['unit'], steps: number, holidays: Holidays): PlainDate => {
  if (unit === 'months') return addMonths(from, steps)
  if (unit === 'working-days') return addWorkingDays(from, steps, holidays)
  return addDays(from, unit === 'weeks' ? 7 * steps : steps)
}

/** The deadline a rule starts on a fact; null where no text gives its length, or the day it counts from is not known. */
export const startDeadline = (
  rule: DelayRule,
  course: Course,
  fact: ProcedureFact,
  law: Law,
): ProcedureDeadline | null => {
  const triggeredOn = startOf(rule, fact)
  if (triggeredOn === null) return null
  const computed =
    typeof rule.length === 'function'
      ? rule.length(course, fact, law)
      : countLength(rule, rule.length, triggeredOn, law)
  if (computed === null) return null
  return {
    key: `${rule.rule}:${fact.id}`,
    rule,
    triggeredBy: fact,
    triggeredOn,
    ...move(computed, rule, law),
    status: 'open',
    metOn: null,
  }
}

const startOf = ({ from }: DelayRule, fact: ProcedureFact): PlainDate | null => {
  if (from === undefined) return fact.on
  const day = fact.detail[from.field]
  return isPlainDate(day) ? day : null
}

const countLength = (
  { direction = 'after' }: DelayRule,
  { unit, key }: DelayLength,
  from: PlainDate,
  law: Law,
): ComputedDelay | null => {
  const length = law.on(from).readNearest(key)
  if (length === 0) return null
  const rawDueOn = count(from, unit, direction === 'before' ? -length : length, law.holidays(from))
  const words = unitWords[unit](length)
  const counting = direction === 'before' ? `${words} avant le` : `${words} à compter du`
  return { rawDueOn, why: `${counting} ${formatDate(from)} : ${formatDate(rawDueOn)}` }
}

const move = (
  { rawDueOn, why }: ComputedDelay,
  { moves = 'forward' }: DelayRule,
  law: Law,
): Pick<ProcedureDeadline, 'rawDueOn' | 'dueOn' | 'why'> => {
  const holidays = law.holidays(rawDueOn)
  if (moves === 'kept' || isWorkingDay(rawDueOn, holidays)) return { rawDueOn, dueOn: rawDueOn, why }
  const dueOn =
    moves === 'backward' ? previousWorkingDay(rawDueOn, holidays) : nextWorkingDay(rawDueOn, holidays)
  const reason = holidays.has(rawDueOn) ? 'jour férié' : weekdayName(rawDueOn)
  const verb = moves === 'backward' ? 'avancé' : 'reporté'
  return {
    rawDueOn,
    dueOn,
    why: `${why} (${reason}), ${verb} au ${weekdayName(dueOn)} ${formatDate(dueOn)}`,
  }
}

const previousWorkingDay = (day: PlainDate, holidays: Holidays): PlainDate =>
  isWorkingDay(day, holidays) ? day : addWorkingDays(day, -1, holidays)
