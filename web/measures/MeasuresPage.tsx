import { Button, Menu } from '@mantine/core'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { type MeasureStatus, measureStatusLabels, openStatuses } from '#domain/measures/kinds.ts'
import { type MeasureSort, measureSorts } from '#domain/measures/lists.ts'
import { formatInteger } from '#domain/money.ts'
import { api } from '#web/client.ts'
import { WriteToList } from '#web/communications/WriteToList.tsx'
import { MeasureFilterLine } from '#web/measures/MeasureFilterLine.tsx'
import { measureColumns } from '#web/measures/measure-columns.tsx'
import { dueSignal } from '#web/measures/measure-signals.tsx'
import { filtersOf, isFiltered, measuresSchema, noFilters } from '#web/measures/measures-state.ts'
import { SupportFrame } from '#web/measures/SupportFrame.tsx'
import { paths } from '#web/paths.ts'
import { useMember, useToday } from '#web/session/session.ts'
import { DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiDownload, useApiPages, useApiQuery } from '#web/use-api.ts'

export const MeasuresPage = () => {
  const { slug } = useMember()
  const today = useToday()
  const [state, change] = useUrlState(measuresSchema)
  const filters = useMemo(() => filtersOf(state), [state])
  const page = useApiPages(api.measures.list, { ...filters, sort: state.tri, limit: 50 })
  const { data: counts } = useApiQuery(api.measures.count, {}, { keepPrevious: true })
  const columns = useMemo(() => measureColumns(slug, today), [slug, today])
  return (
    <SupportFrame
      title="Accompagnements"
      actions={
        <>
          <WriteToList source="measures" />
          <ExportMenu filters={filters} sort={state.tri} />
        </>
      }
    >
      <StatusCounts
        statuses={counts?.statuses ?? []}
        hrefOf={(status) => `${paths.support({ slug })}?statut=${status}`}
      />
      <MeasureFilterLine state={state} change={change} counts={counts} />
      <DataTable
        label="Mesures d’accompagnement"
        noun={{ one: 'mesure', many: 'mesures' }}
        columns={columns}
        page={page}
        rowKey={({ measureId }) => measureId}
        rowSignal={({ nextDueOn }) => {
          const signal = dueSignal(nextDueOn, today)
          return signal === 'none' ? undefined : signal
        }}
        sort={{ by: state.tri, descending: false }}
        onSort={({ by }) => change({ tri: measureSorts.find((sort) => sort === by) ?? 'due' })}
        empty={<NothingFound isNarrowed={isFiltered(state)} clear={() => change(noFilters)} />}
      />
    </SupportFrame>
  )
}

type Counted = readonly { status: MeasureStatus; count: number }[]

const StatusCounts = ({ statuses, hrefOf }: { statuses: Counted; hrefOf: (s: MeasureStatus) => string }) => {
  const shown = openStatuses.flatMap((status) => statuses.filter((one) => one.status === status))
  if (shown.length === 0) return null
  return (
    <StatRow>
      {shown.map(({ status, count }) => (
        <Stat
          key={status}
          label={measureStatusLabels[status]}
          value={formatInteger(count)}
          to={hrefOf(status)}
        />
      ))}
    </StatRow>
  )
}

type ExportProps = { filters: ReturnType<typeof filtersOf>; sort: MeasureSort }

const ExportMenu = ({ filters, sort }: ExportProps) => {
  const download = useApiDownload(api.measures.export)
  const save = (format: 'csv' | 'xlsx') => void download.run({ ...filters, sort, format })
  return (
    <>
      {download.failure && <Notice kind="late">{download.failure}</Notice>}
      <Menu>
        <Menu.Target>
          <Button variant="default" loading={download.isRunning}>
            Exporter
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => save('xlsx')}>Tableur (XLSX)</Menu.Item>
          <Menu.Item onClick={() => save('csv')}>Texte (CSV)</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

const NothingFound = ({ isNarrowed, clear }: { isNarrowed: boolean; clear: () => void }) => {
  const { slug } = useMember()
  if (isNarrowed)
    return (
      <EmptyState
        title="Aucune mesure ne répond à ces filtres"
        action={
          <Button variant="default" onClick={clear}>
            Effacer les filtres
          </Button>
        }
      />
    )
  return (
    <EmptyState
      title="Aucune mesure pour l’instant"
      action={
        <Button component={Link} to={paths.households({ slug })}>
          Choisir un ménage
        </Button>
      }
    >
      Une mesure se demande depuis le dossier d’un ménage, onglet « Accompagnement ». Il faut d’abord un
      dispositif publié.
    </EmptyState>
  )
}
