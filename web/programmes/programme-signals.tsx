import { Link } from 'react-router'
import type { ProgrammeRow } from '#contract/programme-shapes.ts'
import { formatInteger } from '#domain/money.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { Signal } from '#web/ui/Signal.tsx'

const states = { running: 'ouvert', draft: 'en préparation', closed: 'fermé' } as const

export const StateSignal = ({ state, hasDraft }: Pick<ProgrammeRow, 'state' | 'hasDraft'>) => (
  <Signal kind={state === 'running' ? 'done' : state === 'draft' ? 'soon' : 'none'}>
    {states[state]}
    {hasDraft && state !== 'draft' && ', brouillon en cours'}
  </Signal>
)

type CountProps = { programmeId: string; scope: 'running' | 'waiting'; count: number }

/** A figure opens on its list, for those who may read it. */
export const MeasureCount = ({ programmeId, scope, count }: CountProps) => {
  const slug = useOrganisationSlug()
  const listing = useAccess('list-measures')
  const told = <span className="figures">{formatInteger(count)}</span>
  if (!listing.allowed || count === 0) return told
  const search = new URLSearchParams({ ensemble: scope, dispositif: programmeId })
  return <Link to={`${paths.support({ slug })}?${search}`}>{told}</Link>
}

type PlacesProps = { programmeId: string; running: number; capacity: number | null }

/** `12 sur 20`; a programme without a place left says so. */
export const Places = ({ programmeId, running, capacity }: PlacesProps) => {
  const count = <MeasureCount programmeId={programmeId} scope="running" count={running} />
  if (capacity === null) return count
  const told = (
    <>
      {count} sur {formatInteger(capacity)}
    </>
  )
  return running >= capacity ? <Signal kind="late">{told}, complet</Signal> : told
}
