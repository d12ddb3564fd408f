import { Button } from '@mantine/core'
import { useMemo } from 'react'
import type { Snapshot } from '#contract/budget.ts'
import { compareSnapshots } from '#domain/budget/compare-snapshots.ts'
import { chargeLabel, resourceLabel } from '#domain/budget/kinds.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { formatPercent } from '#domain/ratio.ts'
import { assess, type Situation } from '#web/budget/content.ts'
import classes from '#web/budget/Lines.module.css'
import { Section } from '#web/ui/Section.tsx'
import { typeset } from '#web/ui/typeset.ts'

type Props = { one: Snapshot; two: Snapshot; figures: Situation['figures']; onClose: () => void }
type Row = { key: string; label: string; before: string; after: string; change: string }

const signed = (cents: number) => (cents > 0 ? `+${formatEuros(cents)}` : formatEuros(cents))
const rate = (value: number | undefined) => (value === undefined ? 'aucun revenu' : formatPercent(value))

/** Two situations side by side, the older on the left, line by line and figure by figure. */
export const Comparison = ({ one, two, figures, onClose }: Props) => {
  const [before, after] = one.onDate <= two.onDate ? [one, two] : [two, one]
  const rows = useMemo(() => rowsOf(before, after, figures), [before, after, figures])
  return (
    <Section
      title={`Du ${formatDate(before.onDate)} au ${formatDate(after.onDate)}`}
      actions={
        <Button size="xs" variant="default" onClick={onClose}>
          Ne plus comparer
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard */}
      <section style={{ overflowX: 'auto' }} tabIndex={0} aria-label="Comparaison des deux situations">
        <table className={classes.lines}>
          <thead>
            <tr>
              <th scope="col">Par mois</th>
              <th scope="col" data-align="end">
                {formatDate(before.onDate)}
              </th>
              <th scope="col" data-align="end">
                {formatDate(after.onDate)}
              </th>
              <th scope="col" data-align="end">
                Écart
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, label, before: was, after: is, change }) => (
              <tr key={key}>
                <th scope="row" style={{ fontWeight: 400 }}>
                  {typeset(label)}
                </th>
                <td data-align="end" className="figures">
                  {was}
                </td>
                <td data-align="end" className="figures">
                  {is}
                </td>
                <td data-align="end" className="figures">
                  {change}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  )
}

const rowsOf = (before: Snapshot, after: Snapshot, figures: Situation['figures']): Row[] => {
  const [was, is] = [assess(before, figures), assess(after, figures)]
  const money = (key: string, label: string, a: number, b: number): Row => ({
    key,
    label,
    before: formatEuros(a),
    after: formatEuros(b),
    change: a === b ? 'inchangé' : signed(b - a),
  })
  const lines = compareSnapshots(before, after).lines.map((line) =>
    money(
      `${line.side} ${line.kind}`,
      line.side === 'resource' ? resourceLabel(line.kind) : chargeLabel(line.kind),
      line.beforeCents,
      line.afterCents,
    ),
  )
  const rates = is.effortRates.map((now, index): Row => {
    const then = was.effortRates[index]?.rateBasisPoints
    const [a, b] = [then, now.rateBasisPoints]
    const change = a === undefined || b === undefined ? '' : `${b > a ? '+' : ''}${formatPercent(b - a)}`
    return {
      key: now.variant,
      label: now.label,
      before: rate(a),
      after: rate(b),
      change: a === b ? 'inchangé' : change,
    }
  })
  return [
    ...lines,
    money('resources', 'Total des ressources', was.resourcesCents, is.resourcesCents),
    money('charges', 'Total des charges', was.chargesCents, is.chargesCents),
    money('residual', 'Reste à vivre', was.residual.perMonthCents, is.residual.perMonthCents),
    money(
      'per-unit',
      'Reste à vivre par jour et par UC',
      was.residual.perUnitPerDayCents,
      is.residual.perUnitPerDayCents,
    ),
    money('capacity', 'Capacité de remboursement', was.capacity.capacityCents, is.capacity.capacityCents),
    ...rates,
  ]
}
