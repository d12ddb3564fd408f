import { Link } from 'react-router'
import type { MeasureRow } from '#contract/measure-shapes.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { NextDue, StatusSignal } from '#web/measures/measure-signals.tsx'
import classes from '#web/measures/measures.module.css'
import { paths } from '#web/paths.ts'
import type { Column } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'

const dayOrDash = (date: PlainDate | null) => (date ? <Day date={date} /> : '—')

/** The columns of the list; a name leads to the measure. */
export const measureColumns = (slug: string, today: PlainDate): readonly Column<MeasureRow>[] => [
  { key: 'name', header: 'Ménage', isSortable: true, cell: (row) => <NameCell row={row} slug={slug} /> },
  {
    key: 'due',
    header: 'Prochaine échéance',
    grows: true,
    isSortable: true,
    cell: (row) => <NextDue row={row} today={today} />,
  },
  { key: 'status', header: 'Statut', cell: ({ status }) => <StatusSignal status={status} /> },
  {
    key: 'programme',
    header: 'Dispositif',
    from: 'tablet',
    cell: ({ programmeName }) => (
      <span className={classes.name} title={programmeName}>
        {programmeName}
      </span>
    ),
  },
  {
    key: 'lead',
    header: 'Référent',
    from: 'laptop',
    cell: ({ leadName }) =>
      leadName ? (
        <span className={classes.name} title={leadName}>
          {leadName}
        </span>
      ) : (
        <span className={classes.soft}>sans référent</span>
      ),
  },
  {
    key: 'contact',
    header: 'Dernier contact',
    isSortable: true,
    from: 'laptop',
    cell: ({ lastContactOn }) => dayOrDash(lastContactOn),
  },
  {
    key: 'end',
    header: 'Fin de période',
    isSortable: true,
    from: 'wide',
    cell: ({ endsOn, endedOn }) => dayOrDash(endedOn ?? endsOn),
  },
]

const NameCell = ({ row, slug }: { row: MeasureRow; slug: string }) =>
  row.householdLabel === null ? (
    <span className={classes.soft}>ménage non nommé</span>
  ) : (
    <span className={classes.name} title={row.householdLabel}>
      <Link to={paths.measure({ slug, measureId: row.measureId })}>{row.householdLabel}</Link>
    </span>
  )
