import type { OwnRow } from '#contract/referrals.ts'
import { Day } from '#web/ui/Day.tsx'
import { Signal } from '#web/ui/Signal.tsx'

const words = {
  received: { kind: 'none', label: 'Transmise, en attente de réponse' },
  'more-asked': { kind: 'soon', label: 'Un complément vous est demandé' },
  accepted: { kind: 'done', label: 'Acceptée' },
  declined: { kind: 'late', label: 'Déclinée' },
  redirected: { kind: 'none', label: 'Réorientée' },
  withdrawn: { kind: 'none', label: 'Retirée' },
} as const

/** A state as whoever asked reads it. */
export const OwnState = ({ row: { state, stateOn, lastTold } }: { row: OwnRow }) => (
  <Signal kind={words[state].kind}>
    {state === 'accepted' && lastTold ? lastTold : words[state].label} le <Day date={stateOn} />
  </Signal>
)
