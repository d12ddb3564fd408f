import type { ReactNode } from 'react'
import classes from '#web/ui/states.module.css'
import { typeset } from '#web/ui/typeset.ts'

type Props = {
  title: string
  /** What to do first. */
  children?: ReactNode
  action?: ReactNode
}

export const EmptyState = ({ title, children, action }: Props) => (
  <div className={classes.empty}>
    <p className={classes.title}>{typeset(title)}</p>
    {children && (
      <div className={classes.advice}>{typeof children === 'string' ? typeset(children) : children}</div>
    )}
    {action && <div className={classes.action}>{action}</div>}
  </div>
)
