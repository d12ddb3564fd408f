import { daysBetween, formatDate, type PlainDate } from '#domain/plain-date.ts'
import classes from '#web/ui/Day.module.css'
import { relativeDays } from '#web/ui/relative-days.ts'

/** `21/11/2026`, and beside it, when `today` is given, « dans 6 jours ». Never the relative day alone. */
export const Day = ({ date, today }: { date: PlainDate; today?: PlainDate | undefined }) => (
  <span className={classes.day}>
    <time className="figures" dateTime={date}>
      {formatDate(date)}
    </time>
    {today && <span className={classes.relative}> {relativeDays(daysBetween(today, date))}</span>}
  </span>
)
