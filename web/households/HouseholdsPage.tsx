import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { HouseholdRow } from '#contract/households.ts'
import { api } from '#web/client.ts'
import { NewHouseholdForm } from '#web/households/NewHouseholdForm.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter, TextFilter } from '#web/ui/Filters.tsx'
import { Page } from '#web/ui/Page.tsx'
import type { Paged } from '#web/ui/paged.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { oneOf, text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages, useApiQuery } from '#web/use-api.ts'

const scopes = ['all', 'mine', 'unassigned'] as const
const scopeChoices = [
  { value: 'all', label: 'tous' },
  { value: 'mine', label: 'ceux que je suis' },
  { value: 'unassigned', label: 'sans référent' },
] as const
const schema = { q: text(), suivi: oneOf(scopes, 'all') }

type Row = HouseholdRow & { match?: string }

export const HouseholdsPage = () => {
  const slug = useOrganisationSlug()
  const [filters, setFilters] = useUrlState(schema)
  const [isCreating, setCreating] = useState(false)
  const editing = useAccess('edit-household')
  const merging = useAccess('merge-duplicates')
  const reviewing = useAccess('read-aid-reviews')
  const isSearch = filters.q.trim() !== ''
  const listed = useApiPages(api.households.list, { scope: filters.suivi }, { enabled: !isSearch })
  const found = useFound(filters.q, isSearch)
  return (
    <Page
      title="Ménages"
      actions={
        <>
          {reviewing.allowed && (
            <Button variant="default" component={Link} to={paths.aidReviews({ slug })}>
              Aides à revoir
            </Button>
          )}
          {merging.allowed && (
            <Button variant="default" component={Link} to={paths.duplicates({ slug })}>
              Doublons
            </Button>
          )}
          <ReasonedButton because={editing.because} onClick={() => setCreating(true)}>
            Nouveau ménage
          </ReasonedButton>
        </>
      }
    >
      <Filters
        isActive={isSearch || filters.suivi !== 'all'}
        onClear={() => setFilters({ q: '', suivi: 'all' })}
        aside={found.data?.hasMore ? 'Les trente premiers : précisez pour voir les autres.' : undefined}
      >
        <TextFilter
          label="Nom, téléphone, adresse, numéro"
          value={filters.q}
          onChange={(q, how) => setFilters({ q }, how)}
        />
        {!isSearch && (
          <OneFilter
            label="Ménages"
            choices={scopeChoices}
            value={filters.suivi}
            otherwise="all"
            onChange={(suivi) => setFilters({ suivi: suivi ?? 'all' })}
          />
        )}
      </Filters>
      <DataTable<Row>
        label={isSearch ? 'Ménages trouvés' : 'Ménages'}
        noun={{ one: 'ménage', many: 'ménages' }}
        columns={columnsOf(slug)}
        page={isSearch ? found.page : listed}
        rowKey={({ householdId }) => householdId}
        empty={<Nothing isSearch={isSearch} isFiltered={filters.suivi !== 'all'} />}
      />
      {isCreating && <NewHouseholdForm onClose={() => setCreating(false)} />}
    </Page>
  )
}

const useFound = (q: string, enabled: boolean) => {
  const { data, error, isPending, isPlaceholderData, refetch } = useApiQuery(
    api.households.search,
    { text: q, limit: 30 },
    { enabled, keepPrevious: true },
  )
  const rows = data?.rows ?? []
  const page: Paged<Row> = {
    rows,
    total: data && { count: rows.length, exact: !data.hasMore },
    isLoading: isPending,
    isRefreshing: isPlaceholderData,
    error,
    retry: () => void refetch(),
    more: undefined,
  }
  return { data, page }
}

const columnsOf = (slug: string): Column<Row>[] => [
  {
    key: 'label',
    header: 'Ménage',
    cell: ({ householdId, label, match }) => (
      <>
        <Link to={paths.household({ slug, householdId })}>{label}</Link>
        {match === 'near' && ' (orthographe proche)'}
      </>
    ),
  },
  { key: 'address', header: 'Adresse', cell: ({ address }) => address ?? 'sans logement connu' },
  { key: 'number', header: 'Location', cell: ({ tenancyNumber }) => tenancyNumber ?? '', from: 'tablet' },
  {
    key: 'phone',
    header: 'Téléphone',
    cell: ({ phone }) => phone && <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a>,
    from: 'laptop',
  },
  {
    key: 'referents',
    header: 'Référents',
    cell: ({ referents }) => referents.join(', ') || 'personne',
    from: 'tablet',
  },
]

const Nothing = ({ isSearch, isFiltered }: { isSearch: boolean; isFiltered: boolean }) => {
  if (isSearch)
    return (
      <EmptyState title="Aucun ménage ne correspond">
        Essayez un autre fragment du nom, un numéro de téléphone, une rue ou un numéro de location.
      </EmptyState>
    )
  if (isFiltered)
    return (
      <EmptyState title="Aucun ménage dans ce choix">Choisissez « tous » pour voir les autres.</EmptyState>
    )
  return (
    <EmptyState title="Aucun ménage pour l’instant" action={<ImportLink />}>
      Importez le parc d’un bailleur, ou créez un premier ménage à la main.
    </EmptyState>
  )
}

const ImportLink = () => {
  const slug = useOrganisationSlug()
  return useAccess('import-portfolio').allowed ? (
    <Button component={Link} to={paths.imports({ slug })}>
      Importer un fichier
    </Button>
  ) : null
}
