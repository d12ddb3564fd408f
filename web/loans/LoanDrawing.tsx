import type { LoanView } from '#contract/loan-shapes.ts'
import { formatEuros, formatInteger } from '#domain/money.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { useToday } from '#web/session/session.ts'
import { ChartWithTable } from '#web/ui/charts/ChartWithTable.tsx'
import { CompositeChart } from '#web/ui/charts/lazy-charts.ts'

type Point = { month: string; expectedCents: number; actualCents: number | null }

const series = [
  { name: 'expected', label: 'Reste dû prévu', color: 'var(--line-strong)', type: 'line' },
  { name: 'actual', label: 'Reste dû constaté', color: 'var(--accent)', type: 'line' },
] as const

/** What was to be left to pay, and what was left, month by month. */
export const LoanDrawing = ({ loan }: { loan: LoanView }) => {
  const today = useToday()
  const points = pointsOf(loan, today)
  if (points.length < 2) return null
  return (
    <ChartWithTable
      title="Reste dû, prévu et constaté"
      summary={sum(loan)}
      fileName={`pret-${loan.number}`}
      rows={points}
      columns={[
        { header: 'Mois', value: ({ month }: Point) => month },
        { header: 'Prévu', value: ({ expectedCents }: Point) => formatEuros(expectedCents), isFigure: true },
        {
          header: 'Constaté',
          value: ({ actualCents }: Point) => (actualCents === null ? '' : formatEuros(actualCents)),
          isFigure: true,
        },
      ]}
      chart={
        <CompositeChart
          h="100%"
          data={points.map(({ month, expectedCents, actualCents }) => ({
            month,
            expected: expectedCents / 100,
            actual: actualCents === null ? null : actualCents / 100,
          }))}
          dataKey="month"
          series={[...series]}
          withLegend
          withDots={false}
          curveType="stepAfter"
          valueFormatter={(value) => formatEuros(Math.round(value * 100))}
          yAxisProps={{
            width: 72,
            tickFormatter: (value: number) => `${formatInteger(Math.round(value))} €`,
          }}
        />
      }
    />
  )
}

const pointsOf = ({ rows, payments }: LoanView, today: PlainDate): Point[] => {
  const total = rows.reduce((sum, { cents, remittedCents }) => sum + cents - remittedCents, 0)
  const stood = payments.filter(({ rejectedOn }) => rejectedOn === null)
  let fallen = 0
  return rows.map(({ dueOn, cents }) => {
    fallen += cents
    const paid = stood.reduce((sum, { on, cents: amount }) => (on <= dueOn ? sum + amount : sum), 0)
    return {
      month: `${dueOn.slice(5, 7)}/${dueOn.slice(2, 4)}`,
      expectedCents: Math.max(0, total - fallen),
      actualCents: dueOn <= today ? Math.max(0, total - paid) : null,
    }
  })
}

const sum = ({ rows, outstandingCents, lateCents, endsOn }: LoanView): string => {
  const paid = rows.filter(({ state }) => state === 'paid').length
  const late = lateCents > 0 ? ` ; ${formatEuros(lateCents)} en retard` : ''
  const end = endsOn ? ` Dernière échéance le ${formatDate(endsOn)}.` : ''
  return `${paid} échéances payées sur ${rows.length}. Il reste ${formatEuros(outstandingCents)}${late}.${end}`
}
