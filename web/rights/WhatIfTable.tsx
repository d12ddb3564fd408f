import type { ReactNode } from 'react'
import type { ComparisonView } from '#contract/rights.ts'
import { formatEuros } from '#domain/money.ts'
import { formatPercent } from '#domain/ratio.ts'
import { missingFactRows } from '#domain/rights/facts.ts'
import { rightLabels } from '#domain/rights/kinds.ts'
import classes from '#web/rights/Rights.module.css'
import { Notice } from '#web/ui/Notice.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { Why } from '#web/ui/Why.tsx'

type Side = ComparisonView['current']
type Row = { label: string; cell: (side: Side) => ReactNode; change?: (one: Side, other: Side) => string }

const signed = (cents: number) =>
  cents === 0 ? 'inchangé' : cents > 0 ? `+${formatEuros(cents)}` : formatEuros(cents)
const money = (label: string, of: (side: Side) => number): Row => ({
  label,
  cell: (side) => formatEuros(of(side)),
  change: (one, other) => signed(of(other) - of(one)),
})

const rate = (label: string, of: (side: Side) => Side['effort']): Row => ({
  label,
  cell: (side) => <RateCell rate={of(side)} />,
  change: (one, other) => {
    const [a, b] = [of(one).basisPoints, of(other).basisPoints]
    if (a === null || b === null) return '—'
    return a === b ? 'inchangé' : `${b > a ? '+' : ''}${formatPercent(b - a)}`
  },
})

const rows: readonly Row[] = [
  {
    label: 'Personnes',
    cell: ({ persons }) => persons,
    change: (one, other) => (other.persons === one.persons ? 'inchangé' : `+${other.persons - one.persons}`),
  },
  money('Revenus, sans l’aide au logement', ({ incomeCents }) => incomeCents),
  money('Loyer et charges', ({ housingCents }) => housingCents),
  money('Énergie', ({ energyCents }) => energyCents),
  {
    label: 'Aide au logement estimée',
    cell: (side) => <AidCell side={side} />,
    change: (one, other) => signed(other.aidCountedCents - one.aidCountedCents),
  },
  rate('Taux d’effort (attribution)', ({ effort }) => effort),
  rate('Taux d’effort énergie comprise', ({ effortWithEnergy }) => effortWithEnergy),
  money('Reste à vivre par mois', ({ residualMonthCents }) => residualMonthCents),
  money(
    'Reste à vivre par jour et par unité de consommation',
    ({ residualUnitDayCents }) => residualUnitDayCents,
  ),
]

const sides = ['Aujourd’hui', 'Avec le changement', 'Écart'] as const

/** Both columns on the aid estimated by the same rule, then the other rights each would open. */
export const WhatIfTable = ({ comparison }: { comparison: ComparisonView }) => {
  const { current, changed } = comparison
  return (
    <>
      <section aria-label="Comparaison">
        <table className={classes.compared}>
          <thead>
            <tr>
              <th scope="col">Par mois</th>
              {sides.map((title) => (
                <th key={title} scope="col" data-align="end">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...rows, ...otherRights(current, changed)].map(({ label, cell, change }) => (
              <tr key={label}>
                <th scope="row">{typeset(label)}</th>
                <td data-align="end" data-side={sides[0]} className="figures">
                  {cell(current)}
                </td>
                <td data-align="end" data-side={sides[1]} className="figures">
                  {cell(changed)}
                </td>
                <td data-align="end" data-side={sides[2]} className="figures">
                  {change?.(current, changed)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Notice kind="plain">
        Simulation indicative, sans valeur juridique. Rien n’est enregistré. Les autres droits sont montrés,
        pas comptés dans le taux d’effort ni dans le reste à vivre.
      </Notice>
    </>
  )
}

const RateCell = ({ rate: { basisPoints, isAboveThreshold, explanation } }: { rate: Side['effort'] }) => (
  <>
    {basisPoints === null ? 'aucun revenu' : formatPercent(basisPoints)}{' '}
    <Signal kind={isAboveThreshold ? 'late' : 'done'}>
      {isAboveThreshold ? 'au-dessus' : 'sous le seuil'}
    </Signal>{' '}
    <Why explanation={explanation} />
  </>
)

const AidCell = ({ side }: { side: Side }) => {
  const { aid, aidCountedCents } = side
  if (aid.explanation)
    return (
      <>
        {formatEuros(aidCountedCents)} <Why explanation={aid.explanation} />
      </>
    )
  return aid.outcome === 'missing' ? (
    <>
      {formatEuros(aidCountedCents)} (perçue ; il manque{' '}
      {aid.missing.map((fact) => typeset(missingFactRows[fact].label)).join(', ')})
    </>
  ) : (
    formatEuros(aidCountedCents)
  )
}

const otherRights = (current: Side, changed: Side): Row[] => {
  const kinds = [...new Set([...current.others, ...changed.others].map(({ right }) => right))]
  return kinds.map((kind) => {
    const of = (side: Side) => side.others.find(({ right }) => right === kind)?.monthlyCents ?? 0
    return money(`${rightLabels[kind]}, estimé`, of)
  })
}
