import type { deadlines } from '#contract/deadlines.ts'
import type { Output } from '#contract/endpoint.ts'
import { dayOf, formatLongDate, type PlainDate } from '#domain/plain-date.ts'
import classes from '#web/deadlines/deadlines.module.css'
import { weeksOf } from '#web/deadlines/span.ts'
import { Signal } from '#web/ui/Signal.tsx'

type DayCount = Output<typeof deadlines.countByDay>['days'][number]
type Props = {
  month: PlainDate
  today: PlainDate
  counts: readonly DayCount[]
  chosen: PlainDate | undefined
  onChoose: (day: PlainDate | undefined) => void
}

const weekdays = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche']

/** A month at a glance: each day that holds a date is a button that keeps the list to it. */
export const MonthTable = ({ month, today, counts, chosen, onChoose }: Props) => {
  const byDay = new Map(counts.map((one) => [one.day, one]))
  return (
    <table className={classes.month}>
      <caption className="on-screen-readers">Échéances par jour</caption>
      <thead>
        <tr>
          {weekdays.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week.find((day) => day !== null)}>
            {week.map((day, rank) => (
              <td key={weekdays[rank]}>
                {day && (
                  <Cell
                    day={day}
                    isToday={day === today}
                    count={byDay.get(day)}
                    isChosen={day === chosen}
                    onChoose={onChoose}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type CellProps = {
  day: PlainDate
  isToday: boolean
  count: DayCount | undefined
  isChosen: boolean
  onChoose: Props['onChoose']
}

const Cell = ({ day, isToday, count, isChosen, onChoose }: CellProps) => {
  const number = (
    <time
      dateTime={day}
      className={isToday ? classes.today : undefined}
      aria-current={isToday ? 'date' : undefined}
    >
      {dayOf(day)}
    </time>
  )
  if (!count) return <span className={classes.cell}>{number}</span>
  const { count: all, legal, late } = count
  return (
    <button
      type="button"
      className={classes.cell}
      aria-pressed={isChosen}
      onClick={() => onChoose(isChosen ? undefined : day)}
    >
      {number}
      <span className={classes.counts}>
        <Signal kind={late > 0 ? 'late' : legal > 0 ? 'soon' : 'none'}>
          {legal < all && all}
          {legal < all && legal > 0 && ', '}
          {legal > 0 && legalWords(legal)}
        </Signal>
      </span>
      <span className="on-screen-readers">
        {` : ${formatLongDate(day)}, ${wordsOf(all)}${late > 0 ? `, ${late} sans réponse` : ''}`}
      </span>
    </button>
  )
}

const wordsOf = (count: number) => `${count} échéance${count > 1 ? 's' : ''}`

const legalWords = (count: number) => `${count} légale${count > 1 ? 's' : ''}`
