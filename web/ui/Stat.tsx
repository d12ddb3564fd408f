import type { ReactNode } from 'react'
import { Link } from 'react-router'
import classes from '#web/ui/Stat.module.css'
import { typeset } from '#web/ui/typeset.ts'

type Props = {
  label: string
  value: ReactNode
  /** The list behind the figure. */
  to?: string
  /** One line under it: since when, out of how many, `Why`. */
  detail?: ReactNode
}

/** A figure that opens on its list. Several stand in a `StatRow`. */
export const Stat = ({ label, value, to, detail }: Props) => (
  <div className={classes.stat}>
    <dt>{to ? <Link to={to}>{typeset(label)}</Link> : typeset(label)}</dt>
    <dd className={classes.value}>{value}</dd>
    {detail && <dd className={classes.detail}>{detail}</dd>}
  </div>
)

export const StatRow = ({ children }: { children: ReactNode }) => <dl className={classes.row}>{children}</dl>
