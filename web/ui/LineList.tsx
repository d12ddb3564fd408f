import type { ReactNode } from 'react'
import classes from '#web/ui/LineList.module.css'

/** A few facts in words, one `<li>` each, what may be done to it at the end of its line. */
export const LineList = ({ children }: { children: ReactNode }) => (
  <ul className={classes.lines}>{children}</ul>
)
