import { type Cents, formatEuros } from '#domain/money.ts'
import classes from '#web/plans/plans.module.css'

type Props = { paidCents: Cents; writtenOffCents: Cents; overdueCents: Cents; remainingCents: Cents }

/** Paid in full colour, overdue hatched, written off in grey at the end; the sentence under it says the same. */
export const PlanProgressBar = ({ paidCents, writtenOffCents, overdueCents, remainingCents }: Props) => {
  const total = paidCents + writtenOffCents + remainingCents
  const share = (cents: Cents) => ({ width: `${total > 0 ? (100 * cents) / total : 0}%` })
  return (
    <div>
      <div className={classes.bar} aria-hidden="true">
        <span className={classes.paid} style={share(paidCents)} />
        <span className={classes.overdue} style={share(overdueCents)} />
        <span className={classes.writtenOff} style={share(writtenOffCents)} />
      </div>
      <p className={classes.progressText}>
        {formatEuros(paidCents)} payés sur {formatEuros(total)}
        {writtenOffCents > 0 && ` ; ${formatEuros(writtenOffCents)} effacés par le bailleur`}
        {overdueCents > 0 && ` ; ${formatEuros(overdueCents)} échus et pas encore payés`}
      </p>
    </div>
  )
}
