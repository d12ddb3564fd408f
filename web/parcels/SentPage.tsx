import {
  firstParcelKinds,
  newsKinds,
  newsLabels,
  parcelKindLabels,
  parcelStateLabels,
  parcelStates,
} from '#domain/parcels/kinds.ts'
import { api } from '#web/client.ts'
import { SupportFrame } from '#web/measures/SupportFrame.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { sentColumns, sentSignal } from '#web/parcels/sent-columns.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'

const schema = { nature: oneOf(firstParcelKinds), etat: oneOf(parcelStates), nouvelles: oneOf(newsKinds) }
const none = { nature: undefined, etat: undefined, nouvelles: undefined }

/** What we asked of others, and what they said of it. */
export const SentPage = () => {
  const slug = useOrganisationSlug()
  const [filters, setFilters] = useUrlState(schema)
  const { nature: kind, etat: state, nouvelles: told } = filters
  const page = useApiPages(api.parcels.listSent, { kind, state, told })
  const isFiltered = Boolean(kind || state || told)
  return (
    <SupportFrame
      title="Envois aux partenaires"
      subtitle="Orientations et missions confiées, avec leurs nouvelles."
    >
      <Filters isActive={isFiltered} onClear={() => setFilters(none)}>
        <OneFilter
          label="Nature"
          anyLabel="toutes"
          choices={firstParcelKinds.map((value) => ({ value, label: parcelKindLabels[value] }))}
          value={kind}
          onChange={(nature) => setFilters({ nature })}
        />
        <OneFilter
          label="Départ"
          anyLabel="tous"
          choices={parcelStates.map((value) => ({ value, label: parcelStateLabels[value] }))}
          value={state}
          onChange={(etat) => setFilters({ etat })}
        />
        <OneFilter
          label="Nouvelles"
          anyLabel="toutes"
          choices={newsKinds.map((value) => ({ value, label: newsLabels[value] }))}
          value={told}
          onChange={(nouvelles) => setFilters({ nouvelles })}
        />
      </Filters>
      <DataTable
        label="Envois aux partenaires"
        noun={{ one: 'envoi', many: 'envois' }}
        columns={sentColumns({ slug, hasHousehold: true })}
        page={page}
        rowKey={({ id }) => id}
        rowSignal={sentSignal}
        empty={
          <EmptyState title={isFiltered ? 'Aucun envoi dans ce choix' : 'Rien n’a encore été envoyé'}>
            {isFiltered
              ? 'Effacez les filtres pour voir les autres.'
              : 'Ouvrez le dossier d’un ménage, onglet « Partage », puis « Orienter ou confier une mission ».'}
          </EmptyState>
        }
      />
    </SupportFrame>
  )
}
