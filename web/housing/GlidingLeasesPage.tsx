import { Link } from 'react-router'
import type { Output } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import { glidingStatuses, glidingStatusLabels } from '#domain/housing/gliding-lease.ts'
import { api } from '#web/client.ts'
import { glidingSignals } from '#web/housing/gliding-signals.ts'
import { SupportFrame } from '#web/measures/SupportFrame.tsx'
import { paths } from '#web/paths.ts'
import { useMember, useToday } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'

type Row = Output<typeof contract.housing.listGlidingLeases>['rows'][number]
const schema = { status: oneOf(glidingStatuses), etat: oneOf(['en-cours', 'termines'], 'en-cours') }
const dueLabels = { review: 'examen', notice: 'préfet à informer' } as const

/** Every bail glissant, what is due first. */
export const GlidingLeasesPage = () => {
  const { slug } = useMember()
  const today = useToday()
  const [url, setUrl] = useUrlState(schema)
  const page = useApiPages(api.housing.listGlidingLeases, {
    isOpen: url.etat === 'en-cours',
    ...(url.status && { status: url.status }),
  })
  return (
    <SupportFrame
      title="Baux glissants"
      subtitle="Examens tous les six mois, préfet informé deux mois avant."
    >
      <Filters
        isActive={url.status !== undefined || url.etat !== 'en-cours'}
        onClear={() => setUrl({ status: undefined, etat: 'en-cours' })}
      >
        <OneFilter
          label="Lesquels"
          choices={[
            { value: 'en-cours', label: 'En cours' },
            { value: 'termines', label: 'Terminés' },
          ]}
          otherwise="en-cours"
          value={url.etat}
          onChange={(etat) => setUrl({ etat: etat ?? 'en-cours', status: undefined })}
        />
        <OneFilter
          label="Étape"
          choices={glidingStatuses.map((value) => ({ value, label: glidingStatusLabels[value] }))}
          value={url.status}
          onChange={(status) => setUrl({ status })}
        />
      </Filters>
      <DataTable
        label="Baux glissants"
        noun={{ one: 'bail glissant', many: 'baux glissants' }}
        columns={columnsFor(slug, today)}
        page={page}
        rowKey={({ id }) => id}
        rowSignal={({ nextDueOn }) => (nextDueOn && nextDueOn <= today ? 'late' : undefined)}
        empty={
          <EmptyState title="Aucun bail glissant ici">
            Un bail glissant s’ouvre dans le dossier du ménage, onglet Parcours, quand la convention est
            signée.
          </EmptyState>
        }
      />
    </SupportFrame>
  )
}

const columnsFor = (slug: string, today: string): Column<Row>[] => [
  {
    key: 'household',
    header: 'Ménage',
    cell: ({ householdId, householdLabel }) => (
      <Link to={paths.householdPath({ slug, householdId })}>{householdLabel}</Link>
    ),
  },
  {
    key: 'status',
    header: 'Étape',
    cell: ({ status }) => <Signal kind={glidingSignals[status]}>{glidingStatusLabels[status]}</Signal>,
  },
  {
    key: 'due',
    header: 'À faire',
    cell: ({ nextDue, nextDueOn }) =>
      nextDue &&
      nextDueOn && (
        <>
          {nextDueOn <= today ? <Signal kind="late">{dueLabels[nextDue]}</Signal> : dueLabels[nextDue]}{' '}
          <Day date={nextDueOn} />
        </>
      ),
  },
  { key: 'place', header: 'Logement', cell: ({ place }) => place, from: 'laptop' },
  { key: 'landlord', header: 'Bailleur', cell: ({ landlordName }) => landlordName, from: 'laptop' },
  {
    key: 'tenant',
    header: 'Locataire principal',
    cell: ({ mainTenantName }) => mainTenantName,
    from: 'wide',
  },
]
