import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { WorklistRow } from '#contract/arrears.ts'
import { type ArrearsStage, arrearsStageLabels } from '#domain/arrears/transitions.ts'
import { worklistSorts } from '#domain/arrears/worklist.ts'
import { formatEuros, formatInteger } from '#domain/money.ts'
import { ArrearsFrame } from '#web/arrears/ArrearsFrame.tsx'
import { AssignForm } from '#web/arrears/AssignForm.tsx'
import classes from '#web/arrears/arrears.module.css'
import { DueDelayNotice } from '#web/arrears/DueDelayNotice.tsx'
import { ScreeningLine } from '#web/arrears/ScreeningLine.tsx'
import { ExportMenu, ScreenButton } from '#web/arrears/WorklistActions.tsx'
import { WorklistFilterLine } from '#web/arrears/WorklistFilterLine.tsx'
import { signalOf, worklistColumns } from '#web/arrears/worklist-columns.tsx'
import { filtersOf, isFiltered, noFilters, worklistSchema } from '#web/arrears/worklist-state.ts'
import { api } from '#web/client.ts'
import { WriteToList } from '#web/communications/WriteToList.tsx'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { useSelection } from '#web/ui/selection.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages, useApiQuery } from '#web/use-api.ts'

export const ArrearsPage = () => {
  const { slug } = useMember()
  const [state, change] = useUrlState(worklistSchema)
  const filters = useMemo(() => filtersOf(state), [state])
  const page = useApiPages(api.arrears.listWorklist, { ...filters, sort: state.tri, limit: 50 })
  const agency = state.agence ? { agency: state.agence } : {}
  const { data: counts } = useApiQuery(api.arrears.countWorklist, agency, { keepPrevious: true })
  const colleagues = useColleagues()
  const selection = useSelection()
  const mayAssign = useAccess('assign-households')
  const columns = useMemo(() => worklistColumns(slug), [slug])
  return (
    <ArrearsFrame
      title="Repérage"
      needs="read-arrears"
      subtitle={tellScreening(counts)}
      actions={
        <>
          <WriteToList source="arrears" />
          <ExportMenu filters={filters} sort={state.tri} />
          <ScreenButton />
        </>
      }
    >
      {counts?.runningWorkId && <ScreeningLine workId={counts.runningWorkId} />}
      {counts?.lacksDueDelay && <DueDelayNotice />}
      <StageCounts counts={counts} hrefOf={(stage) => `${paths.arrears({ slug })}?etape=${stage}`} />
      <WorklistFilterLine state={state} change={change} counts={counts} colleagues={colleagues} />
      <DataTable
        label="Ménages repérés"
        noun={{ one: 'bail', many: 'baux' }}
        columns={columns}
        page={page}
        rowKey={(row) => row.tenancyId}
        rowName={(row) => row.householdLabel ?? row.tenancyNumber}
        rowSignal={edgeOf}
        {...(mayAssign.allowed ? { selection } : {})}
        sort={{ by: state.tri, descending: state.tri !== 'age' }}
        onSort={({ by }) => change({ tri: worklistSorts.find((sort) => sort === by) ?? 'urgency' })}
        empty={
          <NothingFound
            isNarrowed={isFiltered(state)}
            isScreened={counts?.screenedAt != null || (counts?.stages.length ?? 0) > 0}
            clear={() => change(noFilters)}
          />
        }
      />
      {mayAssign.allowed && page.rows.length > 0 && (
        <AssignBar
          chosen={page.rows.filter((row) => selection.has(row.tenancyId))}
          clear={selection.clear}
          {...{ filters, colleagues }}
          total={page.total}
        />
      )}
    </ArrearsFrame>
  )
}

const edgeOf = (row: WorklistRow) => {
  const signal = signalOf(row)
  return signal === 'none' ? undefined : signal
}

const useColleagues = () => {
  const may = useAccess('read-colleagues')
  const { data } = useApiQuery(api.identity.listColleagues, {}, { enabled: may.allowed })
  return data?.rows ?? []
}

type BarProps = Pick<Parameters<typeof AssignForm>[0], 'chosen' | 'filters' | 'total' | 'colleagues'> & {
  clear: () => void
}

const AssignBar = ({ chosen, clear, ...rest }: BarProps) => {
  const [isOpen, setOpen] = useState(false)
  const count = formatInteger(chosen.length)
  return (
    <div className={classes.bar} data-empty={chosen.length === 0}>
      <p role="status">
        {chosen.length === 0
          ? 'Choisissez des ménages pour les confier ensemble.'
          : `${count} ${chosen.length > 1 ? 'baux choisis' : 'bail choisi'}`}
      </p>
      <Button onClick={() => setOpen(true)}>Confier à un référent</Button>
      <AssignForm
        opened={isOpen}
        onClose={() => setOpen(false)}
        onDone={() => {
          clear()
          setOpen(false)
        }}
        chosen={chosen}
        {...rest}
      />
    </div>
  )
}

type Counts = Awaited<ReturnType<typeof api.arrears.countWorklist>> | undefined

const tellScreening = (counts: Counts) => {
  if (!counts) return undefined
  if (!counts.screenedAt)
    return counts.stages.length === 0 ? 'Le parc n’a pas encore été passé en revue.' : undefined
  return `${formatInteger(counts.tenancies)} baux passés en revue le ${formatInstant(counts.screenedAt)}`
}

const shownStages = 6

const StageCounts = ({ counts, hrefOf }: { counts: Counts; hrefOf: (stage: ArrearsStage) => string }) => {
  if (!counts || counts.stages.length === 0) return null
  const biggest = counts.stages.toSorted((a, b) => b.count - a.count).slice(0, shownStages)
  return (
    <StatRow>
      {biggest.map(({ stage, count, debtCents }) => (
        <Stat
          key={stage}
          label={arrearsStageLabels[stage]}
          value={formatInteger(count)}
          to={hrefOf(stage)}
          detail={formatEuros(debtCents)}
        />
      ))}
    </StatRow>
  )
}

type NothingProps = { isNarrowed: boolean; isScreened: boolean; clear: () => void }

const NothingFound = ({ isNarrowed, isScreened, clear }: NothingProps) => {
  const { slug } = useMember()
  if (isNarrowed)
    return (
      <EmptyState
        title="Aucun ménage ne répond à ces filtres"
        action={
          <Button variant="default" onClick={clear}>
            Effacer les filtres
          </Button>
        }
      />
    )
  if (isScreened) return <EmptyState title="Aucun ménage en retard">Tous les baux sont à jour.</EmptyState>
  return (
    <EmptyState
      title="Rien à repérer pour l’instant"
      action={
        <Button component={Link} to={paths.imports({ slug })}>
          Importer un fichier
        </Button>
      }
    >
      Importez les baux et les comptes de votre logiciel de gestion : le repérage suit l’import.
    </EmptyState>
  )
}
