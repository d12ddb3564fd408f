import { formatEuros, formatInteger } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import type { OpenEnvelope } from '#web/envelopes/EnvelopePage.tsx'
import { ChartWithTable } from '#web/ui/charts/ChartWithTable.tsx'
import { CompositeChart } from '#web/ui/charts/lazy-charts.ts'
import { Section } from '#web/ui/Section.tsx'

type Month = OpenEnvelope['months'][number]

const series = [
  { name: 'used', label: 'Pris sur l’enveloppe', color: 'var(--accent)', type: 'bar' },
  { name: 'cap', label: 'Plafond', color: 'var(--ink)', type: 'line' },
] as const

const money = (header: string, of: (month: Month) => number) => ({
  header,
  value: (month: Month) => formatEuros(of(month)),
  isFigure: true,
})

const columns = [
  { header: 'Au', value: ({ on }: Month) => formatDate(on) },
  money('Plafond', ({ cap }) => cap),
  money('Pris sur l’enveloppe', ({ used }) => used),
  money('Consommé', ({ consumed }) => consumed),
]

/** The envelope month after month: its cap, and what is taken from it. */
export const EnvelopeMonths = ({ envelope }: { envelope: OpenEnvelope }) => {
  const { months } = envelope
  const last = months.at(-1)
  if (!last || months.length < 2) return null
  return (
    <Section title="Mois par mois">
      <ChartWithTable
        title="Plafond et ce qui est pris dessus"
        summary={`Au ${formatDate(last.on)}, ${formatEuros(last.used)} sont pris sur un plafond de ${formatEuros(last.cap)}.`}
        fileName="enveloppe"
        rows={months}
        columns={columns}
        chart={<Drawing months={months} />}
      />
    </Section>
  )
}

const Drawing = ({ months }: { months: readonly Month[] }) => (
  <CompositeChart
    h="100%"
    data={months.map(({ on, cap, used }) => ({
      month: `${on.slice(5, 7)}/${on.slice(2, 4)}`,
      cap: cap / 100,
      used: used / 100,
    }))}
    dataKey="month"
    series={[...series]}
    withLegend
    curveType="stepAfter"
    valueFormatter={(value) => formatEuros(Math.round(value * 100))}
    yAxisProps={{ width: 88, tickFormatter: (value: number) => `${formatInteger(Math.round(value))} €` }}
  />
)
