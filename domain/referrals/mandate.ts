import { addMonths, type PlainDate } from '#domain/plain-date.ts'

/** A mission entrusted to another body: from its acceptance to its term, with a report every so many months. */
export type Mandate = {
  startedOn: PlainDate
  termOn: PlainDate
  everyMonths: number | null
  endedOn: PlainDate | null
}

/** The days a report is due: every N months from the start, and at the end. */
export const reportDueDays = ({ startedOn, termOn, everyMonths, endedOn }: Mandate): PlainDate[] => {
  const end = endedOn !== null && endedOn < termOn ? endedOn : termOn
  const days: PlainDate[] = []
  for (let rank = 1; everyMonths !== null; rank += 1) {
    const dueOn = addMonths(startedOn, rank * everyMonths)
    if (dueOn >= end) break
    days.push(dueOn)
  }
  return [...days, end]
}

export type MandateStanding = {
  dueDays: PlainDate[]
  reportsSent: number
  /** The oldest report still owed; undefined when all are there. */
  nextDueOn: PlainDate | undefined
  lateReports: number
  state: 'running' | 'term-reached' | 'ended'
}

/** Each report answers the oldest day that waits for one. */
export const standMandate = (mandate: Mandate, reportsSent: number, today: PlainDate): MandateStanding => {
  const dueDays = reportDueDays(mandate)
  const owed = dueDays.slice(reportsSent)
  const isEnded = mandate.endedOn !== null && mandate.endedOn <= today
  const isOver = mandate.termOn < today
  return {
    dueDays,
    reportsSent,
    nextDueOn: owed[0],
    lateReports: owed.filter((day) => day < today).length,
    state: isEnded ? 'ended' : isOver ? 'term-reached' : 'running',
  }
}
