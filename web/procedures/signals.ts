import type { ProcedureDeadlineView } from '#contract/procedure-shapes.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { addDays } from '#domain/plain-date.ts'
import type { SignalKind } from '#web/ui/Signal.tsx'

const ended: Readonly<Record<'well' | 'badly' | 'neutral', SignalKind>> = {
  well: 'done',
  badly: 'late',
  neutral: 'none',
}

export const stateSignal = (ends: 'well' | 'badly' | 'neutral' | null): SignalKind =>
  ends === null ? 'none' : ended[ends]

/** A date to act by that is past is late; one within two weeks is soon. */
export const dueSignal = (
  { sense, dueOn }: Pick<ProcedureDeadlineView, 'sense' | 'dueOn'>,
  today: PlainDate,
): 'late' | 'soon' | undefined => {
  if (sense !== 'act-by') return undefined
  if (dueOn < today) return 'late'
  return dueOn <= addDays(today, 14) ? 'soon' : undefined
}
