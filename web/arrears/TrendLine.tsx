import { formatEuros } from '#domain/money.ts'
import classes from '#web/arrears/arrears.module.css'

const width = 56
const height = 18

/** Seven month ends as a small line, and in words what changed. */
export const TrendLine = ({
  balances,
  changeCents,
}: {
  balances: readonly number[]
  changeCents: number
}) => {
  const top = Math.max(1, ...balances)
  const bottom = Math.min(0, ...balances)
  const x = (index: number) => (index * (width - 4)) / Math.max(1, balances.length - 1) + 2
  const y = (cents: number) => height - 2 - ((cents - bottom) * (height - 4)) / (top - bottom)
  const points = balances.map((cents, index) => `${x(index).toFixed(1)},${y(cents).toFixed(1)}`).join(' ')
  return (
    <span className={classes.trend}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <polyline points={points} fill="none" stroke="currentColor" strokeWidth="1.5" />
        <circle cx={x(balances.length - 1)} cy={y(balances.at(-1) ?? 0)} r="2" fill="currentColor" />
      </svg>
      <span className="figures">
        {changeCents > 0 ? '+' : ''}
        {formatEuros(changeCents)}
      </span>
    </span>
  )
}
