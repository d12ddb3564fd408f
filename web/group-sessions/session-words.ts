import type { SessionRow } from '#contract/group-sessions.ts'
import { formatDate } from '#domain/plain-date.ts'
import { sayTime } from '#domain/reception/slots.ts'
import type { SignalKind } from '#web/ui/Signal.tsx'

export const stateSignals: Readonly<Record<SessionRow['state'], { kind: SignalKind; words: string }>> = {
  coming: { kind: 'none', words: 'à venir' },
  'to-record': { kind: 'soon', words: 'présences à noter' },
  held: { kind: 'done', words: 'tenue' },
  cancelled: { kind: 'late', words: 'annulée' },
}

type When = { onDate: string; startTime: string; endTime: string }

export const sayWhen = ({ onDate, startTime, endTime }: When): string =>
  `${formatDate(onDate as Parameters<typeof formatDate>[0])}, de ${sayTime(startTime)} à ${sayTime(endTime)}`
