import { Button } from '@mantine/core'
import { Link } from 'react-router'
import type { OwnRow } from '#contract/referrals.ts'
import { measureMotiveLabels } from '#domain/programmes/kinds.ts'
import { referralStateLabels, referralStates } from '#domain/referrals/states.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { OwnState } from '#web/referrals/OwnState.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Page } from '#web/ui/Page.tsx'
import { oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'

const schema = { etat: oneOf(referralStates) }

/** All that a prescriber sees of the house: what they asked, and what they were told. */
export const OwnRequestsPage = () => {
  const slug = useOrganisationSlug()
  const [{ etat: state }, setFilters] = useUrlState(schema)
  const page = useApiPages(api.referrals.listOwn, { state })
  const add = (
    <Button component={Link} to={paths.newRequest({ slug })}>
      Nouvelle demande
    </Button>
  )
  return (
    <Page title="Mes demandes" subtitle="Ce que vous avez adressé, et ce qui vous est répondu." actions={add}>
      <Filters isActive={state !== undefined} onClear={() => setFilters({ etat: undefined })}>
        <OneFilter
          label="État"
          anyLabel="tous"
          choices={referralStates.map((value) => ({ value, label: referralStateLabels[value] }))}
          value={state}
          onChange={(etat) => setFilters({ etat })}
        />
      </Filters>
      <DataTable
        label="Mes demandes"
        noun={{ one: 'demande', many: 'demandes' }}
        columns={columnsOf(slug)}
        page={page}
        rowKey={({ id }) => id}
        rowSignal={(row) => (row.state === 'more-asked' ? 'soon' : undefined)}
        empty={
          state ? (
            <EmptyState title="Aucune demande dans cet état">
              Effacez les filtres pour voir les autres.
            </EmptyState>
          ) : (
            <EmptyState title="Vous n’avez pas encore fait de demande" action={add}>
              Une demande prend quelques minutes ; vous suivez ici la réponse.
            </EmptyState>
          )
        }
      />
    </Page>
  )
}

const columnsOf = (slug: string): Column<OwnRow>[] => [
  {
    key: 'subject',
    header: 'Demande',
    cell: ({ id, subject }) => <Link to={paths.ownRequest({ slug, referralId: id })}>{subject}</Link>,
  },
  { key: 'state', header: 'Où en est-on', cell: (row) => <OwnState row={row} /> },
  {
    key: 'motive',
    header: 'Motif',
    cell: ({ motive }) => motive && measureMotiveLabels[motive],
    from: 'tablet',
  },
  {
    key: 'sent',
    header: 'Adressée le',
    cell: ({ sentAt }) => <span className="figures">{formatInstant(sentAt)}</span>,
    from: 'tablet',
  },
  { key: 'reference', header: 'Référence', cell: ({ reference }) => reference, from: 'laptop' },
]
