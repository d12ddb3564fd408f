import { Link } from 'react-router'
import type { EnvelopeRow } from '#contract/envelopes.ts'
import { envelopeKindLabels } from '#domain/envelopes/kinds.ts'
import { fundingFieldLabels } from '#domain/funding/kinds.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { tellTerritory } from '#domain/territories/kinds.ts'
import { EnvelopeGauge } from '#web/envelopes/EnvelopeGauge.tsx'
import classes from '#web/envelopes/envelopes.module.css'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { typeset } from '#web/ui/typeset.ts'

/** « Enveloppe de flux, 2026, précarité énergétique, Angers » */
export const tellEnvelope = ({ kind, year, field, territory, isOpen }: EnvelopeRow): string =>
  [
    envelopeKindLabels[kind],
    year,
    field && fundingFieldLabels[field].toLowerCase(),
    territory && tellTerritory(territory),
    isOpen ? null : 'fermée',
  ]
    .filter(Boolean)
    .join(', ')

/** `64 %`, with one decimal when it is small. */
export const tellShare = (basisPoints: number | null): string => {
  if (basisPoints === null) return '—'
  const isSmall = basisPoints > 0 && basisPoints < 1_000
  return `${(basisPoints / 100).toFixed(isSmall ? 1 : 0).replace('.', ',')} %`
}

/** The envelopes of a convention, each drawn. */
export const EnvelopeLines = ({ envelopes }: { envelopes: readonly EnvelopeRow[] }) => {
  const { slug } = useMember()
  return (
    <ul className={classes.lines}>
      {envelopes.map((envelope) => (
        <li key={envelope.id} className={classes.line}>
          <div className={classes.top}>
            <span>
              <Link to={paths.envelope({ slug, envelopeId: envelope.id })}>{typeset(envelope.label)}</Link>{' '}
              <span className={classes.soft}>{tellEnvelope(envelope)}</span>
            </span>
            <span className="figures">
              {tellShare(envelope.consumption)} de {formatEuros(envelope.cap)}
            </span>
          </div>
          <EnvelopeGauge envelope={envelope} />
          {envelope.forecastEndOn && (
            <span className={classes.soft}>
              {typeset(`Au rythme des six derniers mois, épuisée le ${formatDate(envelope.forecastEndOn)}.`)}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
