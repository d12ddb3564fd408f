import type { MeasureRow } from '#contract/measure-shapes.ts'
import { type MeasureStatus, measureStatusLabels } from '#domain/measures/kinds.ts'
import { endingDays } from '#domain/measures/lists.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { Day } from '#web/ui/Day.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'

const statusSignals: Partial<Record<MeasureStatus, SignalKind>> = {
  overdue: 'late',
  suspended: 'soon',
  ended: 'done',
  evaluated: 'done',
}

export const StatusSignal = ({ status }: { status: MeasureStatus }) => (
  <Signal kind={statusSignals[status] ?? 'none'}>{measureStatusLabels[status]}</Signal>
)

/** Late once its day has passed, soon in the month before. */
export const dueSignal = (dueOn: PlainDate | null, today: PlainDate): SignalKind => {
  if (dueOn === null) return 'none'
  if (dueOn < today) return 'late'
  return dueOn <= addDays(today, endingDays) ? 'soon' : 'none'
}

type DueProps = { row: Pick<MeasureRow, 'nextDue' | 'nextDueOn'>; today: PlainDate }

export const NextDue = ({ row, today }: DueProps) =>
  row.nextDue && row.nextDueOn ? (
    <Signal kind={dueSignal(row.nextDueOn, today)}>
      <Day date={row.nextDueOn} /> {row.nextDue}
    </Signal>
  ) : (
    '—'
  )
