import { Button } from '@mantine/core'
import { useState } from 'react'
import type { AssociationLease } from '#contract/reports.ts'
import { leaseSchemeLabels, leaseSchemes } from '#domain/reports/lease-schemes.ts'
import { api } from '#web/client.ts'
import { AssociationLeaseForm } from '#web/reports/AssociationLeaseForm.tsx'
import { ReportsFrame } from '#web/reports/ReportsFrame.tsx'
import { useAccess, useToday } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'

const states = ['en-cours', 'toutes'] as const
const schema = { dispositif: oneOf(leaseSchemes), etat: oneOf(states, 'en-cours') }

export const AssociationLeasesPage = () => {
  const today = useToday()
  const [url, setUrl] = useUrlState(schema)
  const [edited, setEdited] = useState<AssociationLease | 'new'>()
  const { because } = useAccess('edit-association-leases')
  const page = useApiPages(api.associationLeases.list, {
    ...(url.dispositif && { scheme: url.dispositif }),
    ...(url.etat === 'en-cours' && { runningOn: today }),
  })
  return (
    <ReportsFrame
      title="Logements loués à des associations"
      actions={
        <ReasonedButton because={because} onClick={() => setEdited('new')}>
          Noter une location
        </ReasonedButton>
      }
    >
      <Filters
        isActive={url.dispositif !== undefined || url.etat !== 'en-cours'}
        onClear={() => setUrl({ dispositif: undefined, etat: 'en-cours' })}
      >
        <OneFilter
          label="Lesquelles"
          choices={[
            { value: 'en-cours', label: 'En cours' },
            { value: 'toutes', label: 'Toutes' },
          ]}
          otherwise="en-cours"
          value={url.etat}
          onChange={(etat) => setUrl({ etat: etat ?? 'en-cours' })}
        />
        <OneFilter
          label="Dispositif"
          choices={leaseSchemes.map((value) => ({ value, label: leaseSchemeLabels[value] }))}
          value={url.dispositif}
          onChange={(dispositif) => setUrl({ dispositif })}
        />
      </Filters>
      <DataTable
        label="Logements loués à des associations"
        noun={{ one: 'logement', many: 'logements' }}
        columns={columnsFor(because === undefined ? setEdited : undefined)}
        page={page}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Aucun logement loué à une association">
            Notez ceux du parc qu’une association loue pour héberger : le rapport d’activité les compte par
            dispositif.
          </EmptyState>
        }
      />
      {edited && (
        <AssociationLeaseForm
          lease={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </ReportsFrame>
  )
}

const columnsFor = (edit: ((lease: AssociationLease) => void) | undefined): Column<AssociationLease>[] => [
  { key: 'association', header: 'Association', cell: ({ associationName }) => associationName },
  { key: 'scheme', header: 'Dispositif', cell: ({ scheme }) => leaseSchemeLabels[scheme] },
  {
    key: 'dwelling',
    header: 'Logement',
    cell: ({ dwelling }) => `${dwelling.reference}, ${dwelling.address}`,
  },
  { key: 'from', header: 'Depuis', cell: ({ startedOn }) => <Day date={startedOn} /> },
  { key: 'to', header: 'Jusqu’au', cell: ({ endedOn }) => endedOn && <Day date={endedOn} /> },
  ...(edit
    ? [
        {
          key: 'act',
          header: 'Action',
          isAct: true,
          cell: (lease: AssociationLease) => (
            <Button size="compact-sm" variant="default" onClick={() => edit(lease)}>
              Modifier<span className="on-screen-readers"> {lease.dwelling.reference}</span>
            </Button>
          ),
        },
      ]
    : []),
]
