import type { MeasureView } from '#contract/measure-shapes.ts'
import { measureEventLabels } from '#domain/measures/kinds.ts'
import { daysBetween, formatDate, laterOf, type PlainDate } from '#domain/plain-date.ts'
import classes from '#web/measures/measures.module.css'

type Props = { measure: MeasureView; today: PlainDate }

/**
 * The measure drawn on one line: the agreed period as a band, facts as full points, what is awaited as open ones, today as
 * a stroke. The list under it says the same in words.
 */
export const MeasureLine = ({ measure, today }: Props) => {
  const facts = measure.facts.filter(({ cancelled }) => cancelled === null)
  const { deadlines, startedOn, endsOn, endedOn, limitOn } = measure
  const first = facts[0]?.on
  if (!first) return null
  const last = [today, endsOn, limitOn, ...deadlines.map(({ dueOn }) => dueOn)].reduce<PlainDate>(
    (latest, day) => (day === null ? latest : laterOf(latest, day)),
    first,
  )
  const length = Math.max(1, daysBetween(first, last))
  const at = (day: PlainDate) => (daysBetween(first, day) / length) * 100
  const until = endedOn ?? endsOn ?? last
  return (
    <div className={classes.line} aria-hidden="true">
      <span className={classes.track} style={{ insetInlineStart: 0, inlineSize: `${at(today)}%` }} />
      <span
        className={`${classes.track} ${classes.toCome}`}
        style={{ insetInlineStart: `${at(today)}%`, insetInlineEnd: 0 }}
      />
      {startedOn && (
        <span
          className={classes.period}
          style={{ insetInlineStart: `${at(startedOn)}%`, inlineSize: `${at(until) - at(startedOn)}%` }}
        />
      )}
      {facts.map(({ id, on, kind }) => (
        <span
          key={id}
          className={classes.point}
          style={{ insetInlineStart: `${at(on)}%` }}
          title={`${measureEventLabels[kind]}, ${formatDate(on)}`}
        />
      ))}
      {deadlines.map(({ kind, dueOn, label }) => (
        <span
          key={`${kind} ${dueOn}`}
          className={classes.point}
          data-open="true"
          data-late={dueOn < today}
          style={{ insetInlineStart: `${at(dueOn)}%` }}
          title={`${label}, ${formatDate(dueOn)}`}
        />
      ))}
      <span className={classes.today} style={{ insetInlineStart: `${at(today)}%` }} />
      <span
        className={classes.mark}
        data-at="today"
        style={{ insetInlineStart: `clamp(3.5rem, ${at(today)}%, calc(100% - 3.5rem))` }}
      >
        Aujourd’hui
      </span>
      <span className={classes.mark} data-at="start">
        {formatDate(first)}
      </span>
      <span className={classes.mark} data-at="end">
        {formatDate(last)}
      </span>
    </div>
  )
}
