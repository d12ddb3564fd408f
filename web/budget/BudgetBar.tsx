import type { BudgetAssessment } from '#domain/budget/assess.ts'
import { chargeKindRows } from '#domain/budget/kinds.ts'
import { type BudgetSnapshot, monthlySum } from '#domain/budget/snapshot.ts'
import { formatEuros } from '#domain/money.ts'
import classes from '#web/budget/BudgetBar.module.css'

const parts = [
  { key: 'housing', label: 'Logement' },
  { key: 'energy', label: 'Énergie' },
  { key: 'fixed', label: 'Charges fixes' },
  { key: 'debt', label: 'Dettes' },
] as const

/** Where a month's money goes, drawn to scale; what is left to live on is the last part, or what is missing. */
export const BudgetBar = ({
  snapshot,
  assessment,
}: {
  snapshot: BudgetSnapshot
  assessment: BudgetAssessment
}) => {
  const { resourcesCents, residual } = assessment
  const spent = parts.map(({ key, label }) => ({
    key: key as string,
    label,
    cents: monthlySum(snapshot.charges, (kind) => chargeKindRows[kind].counts === key),
  }))
  const left = residual.perMonthCents
  const all = [
    ...spent,
    left >= 0
      ? { key: 'left', label: 'Reste à vivre', cents: left }
      : { key: 'missing', label: 'Manque', cents: -left },
  ].filter(({ cents }) => cents > 0)
  const whole = Math.max(
    resourcesCents,
    spent.reduce((sum, { cents }) => sum + cents, 0),
  )
  if (whole === 0) return null
  return (
    <div className={classes.budget}>
      <p className={classes.total}>
        Ressources du mois, aide au logement comprise&nbsp;: <b>{formatEuros(resourcesCents)}</b>
      </p>
      <div className={classes.bar} aria-hidden="true">
        {all
          .filter(({ key }) => key !== 'missing')
          .map(({ key, cents }) => (
            <span key={key} data-part={key} style={{ flexGrow: cents }} />
          ))}
        {left < 0 && (
          <span
            className={classes.limit}
            style={{ insetInlineStart: `${(resourcesCents / whole) * 100}%` }}
          />
        )}
      </div>
      <ul className={classes.legend}>
        {all.map(({ key, label, cents }) => (
          <li key={key}>
            <span className={classes.swatch} data-part={key} aria-hidden="true" />
            {label} <b>{formatEuros(cents)}</b>
          </li>
        ))}
      </ul>
    </div>
  )
}
