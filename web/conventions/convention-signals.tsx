import type { ConventionRow } from '#contract/convention-shapes.ts'
import { type ConventionState, conventionStateLabels } from '#domain/conventions/kinds.ts'
import type { AlertMonths } from '#domain/conventions/period.ts'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'

const kinds: Readonly<Record<ConventionState, SignalKind>> = {
  draft: 'none',
  'to-come': 'none',
  running: 'done',
  ended: 'none',
}

/** Late within three months, soon within twelve. */
export const alertSignal = (alert: AlertMonths | null): 'late' | 'soon' | undefined =>
  alert === null ? undefined : alert === 3 ? 'late' : 'soon'

export const StateSignal = ({ state, alert }: Pick<ConventionRow, 'state' | 'alert'>) => (
  <Signal kind={alertSignal(alert) ?? kinds[state]}>
    {alert === null ? conventionStateLabels[state] : `Fin dans moins de ${alert} mois`}
  </Signal>
)
