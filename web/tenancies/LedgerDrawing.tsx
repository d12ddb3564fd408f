import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { LedgerMonth, Tenancy } from '#contract/tenancies.ts'
import { formatEuros, formatInteger } from '#domain/money.ts'
import { formatLongDate, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { ChartWithTable } from '#web/ui/charts/ChartWithTable.tsx'
import { CompositeChart } from '#web/ui/charts/lazy-charts.ts'
import { Section } from '#web/ui/Section.tsx'
import { useApiQuery } from '#web/use-api.ts'

const spans = [
  { value: '12', label: '12 mois' },
  { value: '24', label: '24 mois' },
  { value: '60', label: '5 ans' },
]

const series = [
  { name: 'called', label: 'Appelé', color: 'var(--line-strong)', type: 'bar' },
  { name: 'paid', label: 'Payé', color: 'var(--accent)', type: 'bar' },
  {
    name: 'aid',
    label: 'Aide au logement',
    color: 'color-mix(in srgb, var(--accent) 50%, var(--paper))',
    type: 'bar',
  },
  { name: 'balance', label: 'Solde', color: 'var(--ink)', type: 'line' },
] as const

/** `novembre 2026` */
const monthName = (month: PlainDate) => formatLongDate(month).replace(/^1er /, '')

/** The account drawn month by month: what was called, what came in, where it left the balance. */
export const LedgerDrawing = ({ householdId, tenancy }: { householdId: string; tenancy: Tenancy }) => {
  const [span, setSpan] = useState('12')
  const { tenancyId, number } = tenancy
  const { data } = useApiQuery(
    api.tenancies.drawLedger,
    { householdId, tenancyId, months: Number(span) },
    { keepPrevious: true },
  )
  const months = data?.months ?? []
  if (months.length === 0) return null
  return (
    <Section
      title="Le compte, mois par mois"
      actions={<SegmentedControl size="xs" aria-label="Durée" data={spans} value={span} onChange={setSpan} />}
    >
      <ChartWithTable
        title="Appels, paiements, aide et solde"
        summary={sum(months)}
        fileName={`compte-${number}`}
        rows={months}
        columns={columns}
        chart={<Drawing months={months} />}
      />
    </Section>
  )
}

const Drawing = ({ months }: { months: readonly LedgerMonth[] }) => (
  <CompositeChart
    h="100%"
    data={months.map(({ month, calledCents, paidCents, aidCents, balanceCents }) => ({
      month: `${month.slice(5, 7)}/${month.slice(2, 4)}`,
      called: calledCents / 100,
      paid: paidCents / 100,
      aid: aidCents / 100,
      balance: balanceCents / 100,
    }))}
    dataKey="month"
    series={[...series]}
    withLegend
    curveType="linear"
    valueFormatter={(value) => formatEuros(Math.round(value * 100))}
    yAxisProps={{ width: 64, tickFormatter: (value: number) => `${formatInteger(Math.round(value))} €` }}
  />
)

const sum = (months: readonly LedgerMonth[]) => {
  const total = (of: (month: LedgerMonth) => number) =>
    formatEuros(months.reduce((all, month) => all + of(month), 0))
  const last = months.at(-1)
  const worst = months.reduce((a, b) => (b.balanceCents > a.balanceCents ? b : a))
  return `Sur ${months.length} mois : ${total((month) => month.calledCents)} appelés, ${total((month) => month.paidCents)} payés, ${total((month) => month.aidCents)} d’aide. Le solde est de ${formatEuros(last?.balanceCents ?? 0)} ; le plus haut, ${formatEuros(worst.balanceCents)}, en ${monthName(worst.month)}.`
}

const money = (header: string, of: (month: LedgerMonth) => number) => ({
  header,
  value: (month: LedgerMonth) => formatEuros(of(month)),
  isFigure: true,
})

const columns = [
  { header: 'Mois', value: ({ month }: LedgerMonth) => monthName(month) },
  money('Appelé', ({ calledCents }) => calledCents),
  money('Payé', ({ paidCents }) => paidCents),
  money('Aide', ({ aidCents }) => aidCents),
  money('Autres', ({ otherCents }) => otherCents),
  money('Solde', ({ balanceCents }) => balanceCents),
]
