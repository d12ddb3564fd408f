import type { ReactNode } from 'react'
import classes from '#web/ui/Timeline.module.css'

export type Moment = {
  key: string
  /** The day, written by `Day` or `formatInstant`. */
  when: ReactNode
  title: ReactNode
  /** Who, how, where. */
  by?: ReactNode
  children?: ReactNode
  signal?: 'late' | 'soon' | 'done' | undefined
  /** Not yet: drawn with an open point. */
  isToCome?: boolean
}

/** What happened and what will, in the order given. */
export const Timeline = ({ label, moments }: { label: string; moments: readonly Moment[] }) => (
  <ol className={classes.timeline} aria-label={label}>
    {moments.map(({ key, when, title, by, children, signal, isToCome = false }) => (
      <li key={key} data-signal={signal} data-to-come={isToCome}>
        <div className={classes.when}>{when}</div>
        <div className={classes.what}>
          <p className={classes.title}>{title}</p>
          {by && <p className={classes.by}>{by}</p>}
          {children && <div className={classes.text}>{children}</div>}
        </div>
      </li>
    ))}
  </ol>
)
