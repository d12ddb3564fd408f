import { Link } from 'react-router'
import type { Output } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import { api } from '#web/client.ts'
import { soughtLabels } from '#web/housing/search-words.ts'
import { SupportFrame } from '#web/measures/SupportFrame.tsx'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter, TextFilter } from '#web/ui/Filters.tsx'
import { oneOf, text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'

type Row = Output<typeof contract.housing.listSearches>['rows'][number]
const soughts = ['dwelling', 'land', 'either'] as const
const schema = { lieu: text(), cherche: oneOf(soughts) }

/** The households that look for a home, the longest waiting first: for who has one to propose. */
export const SearchesPage = () => {
  const { slug } = useMember()
  const [url, setUrl] = useUrlState(schema)
  const place = url.lieu.trim()
  const page = useApiPages(api.housing.listSearches, {
    ...(url.cherche && { sought: url.cherche }),
    ...(place && { place }),
  })
  return (
    <SupportFrame title="Recherches de logement" subtitle="Les plus anciennes d’abord.">
      <Filters
        isActive={place !== '' || url.cherche !== undefined}
        onClear={() => setUrl({ lieu: '', cherche: undefined })}
      >
        <TextFilter label="Lieu" value={url.lieu} onChange={(lieu, how) => setUrl({ lieu }, how)} />
        <OneFilter
          label="Cherche"
          choices={soughts.map((value) => ({ value, label: soughtLabels[value] }))}
          value={url.cherche}
          onChange={(cherche) => setUrl({ cherche })}
        />
      </Filters>
      <DataTable
        label="Recherches de logement en cours"
        noun={{ one: 'recherche', many: 'recherches' }}
        columns={columnsFor(slug)}
        page={page}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Aucune recherche ici">
            Une recherche s’ouvre dans le dossier du ménage, onglet Parcours.
          </EmptyState>
        }
      />
    </SupportFrame>
  )
}

const columnsFor = (slug: string): Column<Row>[] => [
  {
    key: 'household',
    header: 'Ménage',
    cell: ({ householdId, householdLabel }) => (
      <Link to={paths.householdPath({ slug, householdId })}>{householdLabel}</Link>
    ),
  },
  { key: 'sought', header: 'Cherche', cell: ({ sought }) => soughtLabels[sought] },
  { key: 'places', header: 'Où', cell: ({ places }) => places.join(', ') || 'partout' },
  {
    key: 'rooms',
    header: 'Pièces',
    align: 'end',
    cell: ({ minRooms }) => minRooms && `${minRooms} au moins`,
  },
  {
    key: 'cost',
    header: 'Coût au plus',
    align: 'end',
    cell: ({ maxCostCents }) => maxCostCents !== null && <Amount cents={maxCostCents} />,
  },
  {
    key: 'caravans',
    header: 'Caravanes',
    align: 'end',
    cell: ({ caravanPlaces }) => caravanPlaces,
    from: 'laptop',
  },
  { key: 'since', header: 'Depuis', cell: ({ openedOn }) => <Day date={openedOn} /> },
  {
    key: 'proposals',
    header: 'Propositions',
    align: 'end',
    cell: ({ proposalCount }) => proposalCount,
    from: 'laptop',
  },
]
