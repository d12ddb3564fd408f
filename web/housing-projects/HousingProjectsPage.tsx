import { useState } from 'react'
import { Link } from 'react-router'
import type { HousingProjectRow } from '#contract/housing-projects.ts'
import { housingProjectKindLabels, housingProjectKinds } from '#domain/housing-projects/kinds.ts'
import { formatInteger } from '#domain/money.ts'
import { type TerritoryKind, territoryKinds } from '#domain/territories/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import classes from '#web/housing-projects/housing-projects.module.css'
import { ProjectForm } from '#web/housing-projects/ProjectForm.tsx'
import { NextStage, StageSignal } from '#web/housing-projects/StageSignal.tsx'
import { SupportFrame } from '#web/measures/SupportFrame.tsx'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { TerritoryField } from '#web/territories/TerritoryField.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter, TextFilter } from '#web/ui/Filters.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { oneOf, text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages, useApiQuery } from '#web/use-api.ts'

const states = ['open', 'over', 'all'] as const
const stateLabels = { open: 'En cours', over: 'Terminés', all: 'Tous' } as const
const schema = {
  etat: oneOf(states, 'open'),
  nature: oneOf(housingProjectKinds),
  /** `epci:246300701:Clermont Auvergne Métropole` */
  territoire: text(),
  q: text(),
}

const territoryOf = (written: string) => {
  const [kind, code, ...name] = written.split(':')
  return code && (territoryKinds as readonly string[]).includes(kind ?? '')
    ? { kind: kind as TerritoryKind, code, name: name.join(':') }
    : undefined
}

/** Habitat projects with local authorities, and what they count up to. */
export const HousingProjectsPage = () => {
  const { slug } = useMember()
  const may = useAccess('write-housing-projects')
  const [isAdding, setAdding] = useState(false)
  const [url, setUrl] = useUrlState(schema)
  const { etat, nature, territoire, q } = url
  const territory = territoryOf(territoire)
  const filters = {
    state: etat,
    ...(nature && { kind: nature }),
    ...(territory && { territory: { kind: territory.kind, code: territory.code } }),
    ...(q.trim() && { text: q.trim() }),
  }
  const page = useApiPages(api.housingProjects.list, filters)
  const { data: totals } = useApiQuery(api.housingProjects.count, filters, { keepPrevious: true })
  const isActive = etat !== 'open' || Boolean(nature || territory || q)
  return (
    <SupportFrame
      title="Projets d’habitat"
      subtitle="Avec les collectivités, pour les familles : logements et terrains."
      actions={
        <ReasonedButton because={may.because} onClick={() => setAdding(true)}>
          Ouvrir un projet
        </ReasonedButton>
      }
    >
      {totals && totals.projects > 0 && (
        <StatRow>
          <Stat label="Projets" value={formatInteger(totals.projects)} />
          <Stat
            label="Familles"
            value={formatInteger(totals.families)}
            detail={counted(totals.settledFamilies, 'installée')}
          />
          <Stat
            label="Logements prévus"
            value={formatInteger(totals.plannedDwellings)}
            detail={counted(totals.deliveredDwellings, 'livré')}
          />
          <Stat
            label="Places de terrain prévues"
            value={formatInteger(totals.plannedPlots)}
            detail={counted(totals.deliveredPlots, 'livrée')}
          />
        </StatRow>
      )}
      <Filters
        isActive={isActive}
        onClear={() => setUrl({ etat: 'open', nature: undefined, territoire: '', q: '' })}
      >
        <TextFilter label="Nom" value={q} onChange={(typed, how) => setUrl({ q: typed }, how)} />
        <OneFilter
          label="État"
          choices={choicesOf(states, stateLabels)}
          value={etat}
          otherwise="open"
          onChange={(chosen) => setUrl({ etat: chosen ?? 'open' })}
        />
        <OneFilter
          label="Nature"
          anyLabel="Toutes"
          choices={choicesOf(housingProjectKinds, housingProjectKindLabels)}
          value={nature}
          onChange={(chosen) => setUrl({ nature: chosen })}
        />
        <div className={classes.territory}>
          <TerritoryField
            isLabelHidden
            most={1}
            value={territory ? [territory] : []}
            onChange={([chosen]) =>
              setUrl({ territoire: chosen ? `${chosen.kind}:${chosen.code}:${chosen.name}` : '' })
            }
          />
        </div>
      </Filters>
      <DataTable
        label="Projets d’habitat"
        noun={{ one: 'projet', many: 'projets' }}
        columns={columnsFor(slug)}
        page={page}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={isActive ? 'Aucun projet ici' : 'Aucun projet d’habitat'}>
            {isActive
              ? 'Élargissez les filtres.'
              : 'Ouvrez un projet : sa commune, sa nature, les familles et les partenaires viennent ensuite.'}
          </EmptyState>
        }
      />
      {isAdding && <ProjectForm project={undefined} onClose={() => setAdding(false)} />}
    </SupportFrame>
  )
}

const counted = (count: number, word: string) => `${formatInteger(count)} ${word}${count > 1 ? 's' : ''}`

const homesOf = ({ plannedDwellings, plannedPlots }: HousingProjectRow) =>
  [
    plannedDwellings > 0 && counted(plannedDwellings, 'logement'),
    plannedPlots > 0 && counted(plannedPlots, 'place'),
  ]
    .filter(Boolean)
    .join(', ')

const columnsFor = (slug: string): Column<HousingProjectRow>[] => [
  {
    key: 'name',
    header: 'Projet',
    cell: ({ id, name }) => <Link to={paths.housingProject({ slug, projectId: id })}>{name}</Link>,
  },
  { key: 'kind', header: 'Nature', cell: ({ kind }) => housingProjectKindLabels[kind] },
  { key: 'commune', header: 'Commune', cell: ({ commune }) => commune.name },
  { key: 'families', header: 'Familles', align: 'end', cell: ({ families }) => families },
  { key: 'homes', header: 'Prévu', cell: homesOf },
  {
    key: 'stage',
    header: 'Où il en est',
    cell: ({ stage, isOver }) => <StageSignal stage={stage} stageOn={null} isOver={isOver} />,
  },
  { key: 'next', header: 'Ensuite', cell: (row) => <NextStage {...row} /> },
]
