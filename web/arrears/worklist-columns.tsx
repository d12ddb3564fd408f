import { Link } from 'react-router'
import type { WorklistRow } from '#contract/arrears.ts'
import { arrearsStageLabels } from '#domain/arrears/transitions.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import classes from '#web/arrears/arrears.module.css'
import { TrendLine } from '#web/arrears/TrendLine.tsx'
import { paths } from '#web/paths.ts'
import { Amount } from '#web/ui/Amount.tsx'
import type { Column } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'

const lateRules = ['report-overdue', 'deadline-overdue', 'aid-suspended', 'plan-breached']
const soonRules = ['report-soon', 'deadline-soon', 'constituted', 'constituted-under-b']

export const signalOf = ({ urgencyRule }: Pick<WorklistRow, 'urgencyRule'>): SignalKind => {
  if (lateRules.includes(urgencyRule)) return 'late'
  return soonRules.includes(urgencyRule) ? 'soon' : 'none'
}

/** `26` tenths read « 2,6 ». */
export const writeTenths = (value: number | null): string =>
  value === null ? '—' : (value / 10).toLocaleString('fr-FR', { minimumFractionDigits: 1 })

/** The columns of the worklist; the name leads to the household's dwelling, where its arrears are. */
export const worklistColumns = (slug: string): readonly Column<WorklistRow>[] => [
  {
    key: 'household',
    header: 'Ménage',
    cell: (row) => <HouseholdCell row={row} slug={slug} />,
  },
  {
    key: 'urgency',
    header: 'Pourquoi',
    grows: true,
    isSortable: true,
    cell: (row) => <Signal kind={signalOf(row)}>{row.urgencyReason}</Signal>,
  },
  {
    key: 'debt',
    header: 'Dette',
    align: 'end',
    isSortable: true,
    cell: (row) => <Amount cents={row.debtCents} />,
  },
  {
    key: 'months',
    header: 'Mois dus',
    align: 'end',
    isSortable: true,
    cell: (row) => <span className="figures">{writeTenths(row.monthsOwedTenths)}</span>,
  },
  {
    key: 'trend',
    header: 'Six mois',
    align: 'end',
    isSortable: true,
    from: 'laptop',
    cell: (row) => <TrendLine balances={row.monthEndBalances} changeCents={row.trendSixMonthsCents} />,
  },
  { key: 'stage', header: 'Étape', from: 'wide', cell: (row) => arrearsStageLabels[row.stage] },
  {
    key: 'age',
    header: 'Premier défaut',
    isSortable: true,
    from: 'wide',
    cell: (row) => (row.firstDefaultOn ? <Day date={row.firstDefaultOn as PlainDate} /> : '—'),
  },
  {
    key: 'referent',
    header: 'Référent',
    from: 'tablet',
    cell: (row) => row.referentName ?? <span className={classes.soft}>sans référent</span>,
  },
  { key: 'agency', header: 'Agence', from: 'wide', cell: (row) => row.agency ?? '—' },
]

type CellProps = {
  row: { householdId: string; householdLabel: string | null; tenancyNumber: string }
  slug: string
}

export const HouseholdCell = ({ row, slug }: CellProps) => {
  if (row.householdLabel === null) return <span className={classes.name}>Bail {row.tenancyNumber}</span>
  return (
    <span className={classes.name} title={`${row.householdLabel} ${row.tenancyNumber}`}>
      <Link to={paths.householdTenancy({ slug, householdId: row.householdId })}>{row.householdLabel}</Link>{' '}
      <span className={classes.soft}>{row.tenancyNumber}</span>
    </span>
  )
}
