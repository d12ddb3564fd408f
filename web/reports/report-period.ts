import { type PlainDate, yearOf } from '#domain/plain-date.ts'
import { useToday } from '#web/session/session.ts'
import { day, text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'

const schema = { du: day(), au: day(), dispositif: text() }

export type ReportPeriod = { from: PlainDate; to: PlainDate; programmeId?: string }

export const yearPeriod = (year: number) => ({
  du: `${year}-01-01` as PlainDate,
  au: `${year}-12-31` as PlainDate,
})

/** The period and the programme of the report, in the address; by default, this year. */
export const useReportPeriod = () => {
  const today = useToday()
  const [url, setUrl] = useUrlState(schema)
  const byDefault = yearPeriod(yearOf(today))
  const period: ReportPeriod = {
    from: url.du ?? byDefault.du,
    to: url.au ?? byDefault.au,
    ...(url.dispositif && { programmeId: url.dispositif }),
  }
  return { period, setUrl, thisYear: yearOf(today) }
}

/** The same period, for the address of the list behind a figure. */
export const searchOf = ({ from, to, programmeId }: ReportPeriod, part?: string): string =>
  `?${new URLSearchParams({
    du: from,
    au: to,
    ...(programmeId && { dispositif: programmeId }),
    ...(part && { part }),
  })}`
