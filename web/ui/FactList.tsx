import type { ReactNode } from 'react'
import classes from '#web/ui/FactList.module.css'

export type Fact = { label: string; value: ReactNode }

/** Labels and values. A value that is not known says so: « non renseigné ». */
export const FactList = ({ facts, columns = 1 }: { facts: readonly Fact[]; columns?: 1 | 2 }) => (
  <dl className={classes.facts} data-columns={columns}>
    {facts.map(({ label, value }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{isKnown(value) ? value : <span className={classes.unknown}>non renseigné</span>}</dd>
      </div>
    ))}
  </dl>
)

const isKnown = (value: ReactNode) => value !== null && value !== undefined && value !== ''
