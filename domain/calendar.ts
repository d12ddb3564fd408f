import { addDays, addMonths, formatDate, type PlainDate, weekdayName, weekdayOf } from '#domain/plain-date.ts'

export type Holidays = ReadonlySet<PlainDate>

/** A delay run from a fact: what started it, where it ends as counted, and where it ends once moved to a working day. */
export type Deadline = {
  /** Which delay this is, in kebab-case: `arrears-report`, `plan-check`… */
  rule: string
  triggeredOn: PlainDate
  rawDueOn: PlainDate
  dueOn: PlainDate
  moved: boolean
  why: string
  source?: string
}

/** Jours ouvrés: Monday to Friday but public holidays. */
export function isWorkingDay(date: PlainDate, holidays: Holidays): boolean {
  return weekdayOf(date) <= 5 && !holidays.has(date)
}

/** The day itself when it is worked, else the next one that is. */
export function nextWorkingDay(date: PlainDate, holidays: Holidays): PlainDate {
  let day = date
  while (!isWorkingDay(day, holidays)) day = addDays(day, 1)
  return day
}

/** `count` working days after the date, or before it when negative; zero gives the date itself. */
export function addWorkingDays(date: PlainDate, count: number, holidays: Holidays): PlainDate {
  const step = count < 0 ? -1 : 1
  let day = date
  for (let left = Math.abs(count); left > 0; ) {
    day = addDays(day, step)
    if (isWorkingDay(day, holidays)) left -= 1
  }
  return day
}

/** A delay in months: same day of the month, clamped (CPC art. 641), moved when it falls on a day not worked (CPC art. 642). */
export function dueAfterMonths(
  triggeredOn: PlainDate,
  months: number,
  holidays: Holidays,
  rule = 'months-delay',
  source?: string,
): Deadline {
  const rawDueOn = addMonths(triggeredOn, months)
  return deadline({ rule, triggeredOn, rawDueOn, counted: `${months} mois`, source }, holidays)
}

/** A delay in calendar days, moved when it falls on a day not worked (CPC art. 642). */
export function dueAfterDays(
  triggeredOn: PlainDate,
  days: number,
  holidays: Holidays,
  rule = 'days-delay',
  source?: string,
): Deadline {
  const rawDueOn = addDays(triggeredOn, days)
  return deadline({ rule, triggeredOn, rawDueOn, counted: `${days} jours`, source }, holidays)
}

type CountedDelay = {
  rule: string
  triggeredOn: PlainDate
  rawDueOn: PlainDate
  counted: string
  source?: string
}

function deadline({ counted, ...delay }: CountedDelay, holidays: Holidays): Deadline {
  const dueOn = nextWorkingDay(delay.rawDueOn, holidays)
  const moved = dueOn !== delay.rawDueOn
  const reason = holidays.has(delay.rawDueOn) ? 'jour férié' : weekdayName(delay.rawDueOn)
  const counting = `${counted} à compter du ${formatDate(delay.triggeredOn)} : ${formatDate(delay.rawDueOn)}`
  const why = moved
    ? `${counting} (${reason}), reporté au ${weekdayName(dueOn)} ${formatDate(dueOn)}`
    : counting
  return { ...delay, dueOn, moved, why }
}
