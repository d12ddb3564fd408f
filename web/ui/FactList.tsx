import type { ReactNode } from 'react'
import classes from '#web/ui/FactList.module.css'
import { typeset } from '#web/ui/typeset.ts'

export type Fact = { label: string; value: ReactNode }

/** Labels and values. Those that are not known are named together, in one line. */
export const FactList = ({ facts, columns = 1 }: { facts: readonly Fact[]; columns?: 1 | 2 }) => {
  const unknown = facts.filter(({ value }) => !isKnown(value))
  return (
    <>
      <dl className={classes.facts} data-columns={columns}>
        {facts
          .filter(({ value }) => isKnown(value))
          .map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {unknown.length > 0 && (
        <p className={classes.unknown}>
          {typeset(`Non renseigné : ${unknown.map(({ label }) => withSmallInitial(label)).join(', ')}.`)}
        </p>
      )}
    </>
  )
}

const isKnown = (value: ReactNode) => value !== null && value !== undefined && value !== ''

const withSmallInitial = (label: string) => label.charAt(0).toLowerCase() + label.slice(1)
