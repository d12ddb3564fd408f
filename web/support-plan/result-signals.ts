import type { ObjectiveResult } from '#domain/measures/objectives.ts'
import type { SignalKind } from '#web/ui/Signal.tsx'

export const resultSignals: Readonly<Record<ObjectiveResult, SignalKind>> = {
  reached: 'done',
  progress: 'none',
  stalled: 'soon',
  dropped: 'none',
}
