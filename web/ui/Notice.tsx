import type { ReactNode } from 'react'
import classes from '#web/ui/Notice.module.css'
import { typeset } from '#web/ui/typeset.ts'

type Props = {
  kind: 'plain' | 'late' | 'soon' | 'done'
  title?: string
  children: ReactNode
  action?: ReactNode
}

/** A sentence that must be read before going on. Refusals (`late`) are announced at once. */
export const Notice = ({ kind, title, children, action }: Props) => (
  <div className={classes.notice} data-kind={kind} role={kind === 'late' ? 'alert' : 'status'}>
    {title && <p className={classes.title}>{typeset(title)}</p>}
    <div>{typeof children === 'string' ? typeset(children) : children}</div>
    {action && <div className={classes.action}>{action}</div>}
  </div>
)
