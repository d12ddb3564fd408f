import type { ApplicationRow } from '#contract/application-shapes.ts'
import { type ApplicationStatus, applicationStatusLabels } from '#domain/funding/application-facts.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { Day } from '#web/ui/Day.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'

const statusSignals: Partial<Record<ApplicationStatus, SignalKind>> = {
  incomplete: 'soon',
  adjourned: 'soon',
  granted: 'done',
  'partly-granted': 'done',
}

export const StatusSignal = ({ status }: { status: ApplicationStatus }) => (
  <Signal kind={statusSignals[status] ?? 'none'}>{applicationStatusLabels[status]}</Signal>
)

const soonDays = 7

/** Late once its day has passed, soon in the week before. */
export const dueSignal = (dueOn: PlainDate | null, today: PlainDate): SignalKind => {
  if (dueOn === null) return 'none'
  if (dueOn < today) return 'late'
  return dueOn <= addDays(today, soonDays) ? 'soon' : 'none'
}

type DueProps = Pick<ApplicationRow, 'status' | 'nextDue' | 'nextDueOn'> & { today: PlainDate }

export const NextStep = ({ status, nextDue, nextDueOn, today }: DueProps) =>
  nextDue && nextDueOn ? (
    <Signal kind={dueSignal(nextDueOn, today)}>
      <Day date={nextDueOn} /> {nextDue}
    </Signal>
  ) : status === 'draft' ? (
    'Compléter et déposer'
  ) : (
    '—'
  )
