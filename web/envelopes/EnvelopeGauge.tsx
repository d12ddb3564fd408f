import type { EnvelopeRow } from '#contract/envelopes.ts'
import { formatEuros } from '#domain/money.ts'
import classes from '#web/envelopes/envelopes.module.css'

type Part = { key: 'out' | 'promised' | 'free'; label: string; cents: number }

/** What is out (or paid), what is promised, what is free: the three parts of the cap. */
export const partsOf = ({ kind, standing, available }: EnvelopeRow): Part[] => [
  kind === 'flow'
    ? { key: 'out', label: 'Décaissé', cents: standing.disbursed }
    : { key: 'out', label: 'Encours', cents: standing.outstanding },
  { key: 'promised', label: 'Reste à décaisser', cents: standing.remainingToDisburse },
  { key: 'free', label: 'Disponible', cents: available },
]

/** The same, drawn. The figures stand beside in words: the drawing is not read aloud. */
export const EnvelopeGauge = ({ envelope }: { envelope: EnvelopeRow }) => {
  const parts = partsOf(envelope)
  const whole = Math.max(
    envelope.cap,
    parts.reduce((sum, { cents }) => sum + Math.max(cents, 0), 0),
    1,
  )
  return (
    <div className={classes.gauge}>
      <div className={classes.bar} aria-hidden="true">
        {parts.map(({ key, cents }) => (
          <span key={key} data-part={key} style={{ inlineSize: `${(Math.max(cents, 0) / whole) * 100}%` }} />
        ))}
      </div>
      <ul className={classes.legend}>
        {parts.map(({ key, label, cents }) => (
          <li key={key}>
            <span className={classes.dot} data-part={key} aria-hidden="true" /> {label}{' '}
            <span className="figures">{formatEuros(cents)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
