import { useState } from 'react'
import { Link } from 'react-router'
import { type ProgrammeRow, programmeStates } from '#contract/programme-shapes.ts'
import { tellPeriod } from '#domain/programmes/conditions.ts'
import { programmeFamilies, programmeFamilyLabels } from '#domain/programmes/kinds.ts'
import { api } from '#web/client.ts'
import { SupportFrame } from '#web/measures/SupportFrame.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { NewProgrammeForm } from '#web/programmes/NewProgrammeForm.tsx'
import { MeasureCount, Places, StateSignal } from '#web/programmes/programme-signals.tsx'
import { useAccess } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'

const schema = { etat: oneOf(programmeStates), famille: oneOf(programmeFamilies) }
const stateChoices = [
  { value: 'running', label: 'ouverts' },
  { value: 'draft', label: 'en préparation' },
  { value: 'closed', label: 'fermés' },
] as const
const familyChoices = programmeFamilies.map((value) => ({ value, label: programmeFamilyLabels[value] }))

export const ProgrammesPage = () => {
  const slug = useOrganisationSlug()
  const editing = useAccess('edit-programmes')
  const [{ etat, famille }, setFilters] = useUrlState(schema)
  const [isCreating, setCreating] = useState(false)
  const page = useApiPages(api.programmes.list, {
    ...(etat ? { state: etat } : {}),
    ...(famille ? { family: famille } : {}),
  })
  const isFiltered = etat !== undefined || famille !== undefined
  return (
    <SupportFrame
      title="Dispositifs"
      subtitle="Les règles de chaque accompagnement : pour qui, combien de temps, avec quels objectifs."
      actions={
        <ReasonedButton because={editing.because} onClick={() => setCreating(true)}>
          Nouveau dispositif
        </ReasonedButton>
      }
    >
      <Filters isActive={isFiltered} onClear={() => setFilters({ etat: undefined, famille: undefined })}>
        <OneFilter
          label="État"
          anyLabel="tous"
          choices={stateChoices}
          value={etat}
          onChange={(value) => setFilters({ etat: value })}
        />
        <OneFilter
          label="Famille"
          anyLabel="toutes"
          choices={familyChoices}
          value={famille}
          onChange={(value) => setFilters({ famille: value })}
        />
      </Filters>
      <DataTable<ProgrammeRow>
        label="Dispositifs"
        noun={{ one: 'dispositif', many: 'dispositifs' }}
        columns={columnsOf(slug)}
        page={page}
        rowKey={({ programmeId }) => programmeId}
        empty={<Nothing isFiltered={isFiltered} />}
      />
      {isCreating && <NewProgrammeForm onClose={() => setCreating(false)} />}
    </SupportFrame>
  )
}

const columnsOf = (slug: string): Column<ProgrammeRow>[] => [
  {
    key: 'name',
    header: 'Dispositif',
    cell: ({ programmeId, name }) => (
      <Link to={paths.programme({ slug, programmeId })}>{name || 'Sans nom'}</Link>
    ),
  },
  {
    key: 'state',
    header: 'État',
    cell: ({ state, hasDraft }) => <StateSignal state={state} hasDraft={hasDraft} />,
  },
  { key: 'version', header: 'Version', align: 'end', cell: ({ number }) => number ?? '' },
  {
    key: 'places',
    header: 'Mesures en cours',
    align: 'end',
    cell: ({ programmeId, running, capacity }) => (
      <Places programmeId={programmeId} running={running} capacity={capacity} />
    ),
  },
  {
    key: 'waiting',
    header: 'En attente',
    align: 'end',
    cell: ({ programmeId, waiting }) => (
      <MeasureCount programmeId={programmeId} scope="waiting" count={waiting} />
    ),
    from: 'tablet',
  },
  {
    key: 'period',
    header: 'Période',
    cell: ({ from, to }) => (from || to ? tellPeriod(from, to) : ''),
    from: 'wide',
  },
  { key: 'family', header: 'Famille', cell: ({ family }) => programmeFamilyLabels[family], from: 'laptop' },
]

const Nothing = ({ isFiltered }: { isFiltered: boolean }) =>
  isFiltered ? (
    <EmptyState title="Aucun dispositif dans ce choix">Effacez les filtres pour voir les autres.</EmptyState>
  ) : (
    <EmptyState title="Aucun dispositif pour l’instant">
      Partez d’un dispositif fourni avec Palier (AVDL, ASLL, bail glissant…), vérifiez ses règles, puis
      publiez-le : vos équipes pourront alors ouvrir des mesures.
    </EmptyState>
  )
