import { addDays, addMonths, type PlainDate } from '#domain/plain-date.ts'

/** An accounting year, both days included. */
export type FiscalYear = { startsOn: PlainDate; endsOn: PlainDate }

/** The accounting year that a day belongs to, when years begin on the first of `firstMonth`. */
export const fiscalYearOf = (day: PlainDate, firstMonth: number): FiscalYear => {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  const startYear = month >= firstMonth ? year : year - 1
  const startsOn =
    `${String(startYear).padStart(4, '0')}-${String(firstMonth).padStart(2, '0')}-01` as PlainDate
  return { startsOn, endsOn: addDays(addMonths(startsOn, 12), -1) }
}
