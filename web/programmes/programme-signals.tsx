import type { ProgrammeRow } from '#contract/programme-shapes.ts'
import { formatInteger } from '#domain/money.ts'
import { Signal } from '#web/ui/Signal.tsx'

const states = { running: 'ouvert', draft: 'en préparation', closed: 'fermé' } as const

export const StateSignal = ({ state, hasDraft }: Pick<ProgrammeRow, 'state' | 'hasDraft'>) => (
  <Signal kind={state === 'running' ? 'done' : state === 'draft' ? 'soon' : 'none'}>
    {states[state]}
    {hasDraft && state !== 'draft' && ', brouillon en cours'}
  </Signal>
)

type PlacesProps = { running: number; capacity: number | null }

/** `12 sur 20`; a programme without a place left says so. */
export const Places = ({ running, capacity }: PlacesProps) => {
  if (capacity === null) return <span className="figures">{formatInteger(running)}</span>
  const told = `${formatInteger(running)} sur ${formatInteger(capacity)}`
  return running >= capacity ? (
    <Signal kind="late">{told}, complet</Signal>
  ) : (
    <span className="figures">{told}</span>
  )
}
