import { Button, Menu } from '@mantine/core'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { bucketLabels } from '#domain/loans/kinds.ts'
import type { LoanSort } from '#domain/loans/lists.ts'
import { formatEuros, formatInteger } from '#domain/money.ts'
import { api } from '#web/client.ts'
import { FundingFrame } from '#web/funding/FundingFrame.tsx'
import { LoanFilterLine } from '#web/loans/LoanFilterLine.tsx'
import { loanColumns } from '#web/loans/loan-columns.tsx'
import { filtersOf, isFiltered, loansSchema, noFilters } from '#web/loans/loans-state.ts'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiDownload, useApiPages, useApiQuery } from '#web/use-api.ts'

export const LoansPage = () => {
  const [state, change] = useUrlState(loansSchema)
  const filters = useMemo(() => filtersOf(state), [state])
  const page = useApiPages(api.loans.list, { ...filters, sort: state.tri, limit: 50 })
  return (
    <FundingFrame
      title="Prêts et aides accordés"
      actions={
        <>
          <RemindersLink />
          <ExportMenu filters={filters} sort={state.tri} />
        </>
      }
    >
      <LatenessRow />
      <LoanFilterLine state={state} change={change} />
      <DataTable
        label="Financements accordés"
        noun={{ one: 'financement', many: 'financements' }}
        columns={loanColumns}
        page={page}
        rowKey={({ financingId }) => financingId}
        rowSignal={({ lateCents }) => (lateCents > 0 ? 'late' : undefined)}
        empty={<NothingFound isNarrowed={isFiltered(state)} clear={() => change(noFilters)} />}
      />
    </FundingFrame>
  )
}

/** What is late, by age: each figure opens on its loans. */
const LatenessRow = () => {
  const { slug } = useMember()
  const { data } = useApiQuery(api.loans.lateness, {}, { keepPrevious: true })
  if (!data || data.rows.every(({ count }) => count === 0)) return null
  return (
    <StatRow>
      {data.rows.map(({ bucket, count, lateCents }) => (
        <Stat
          key={bucket}
          label={`Retard, ${bucketLabels[bucket].toLowerCase()}`}
          value={formatInteger(count)}
          detail={formatEuros(lateCents)}
          to={`${paths.loans({ slug })}?ensemble=late&tri=late&retard=${bucket}`}
        />
      ))}
    </StatRow>
  )
}

const RemindersLink = () => {
  const { slug } = useMember()
  const may = useAccess('manage-loans')
  const { data } = useApiQuery(api.loanReminders.count, {}, { enabled: may.allowed, keepPrevious: true })
  if (!may.allowed) return null
  const count = data?.rows.reduce((sum, row) => sum + row.count, 0) ?? 0
  return (
    <Button component={Link} to={paths.loanReminders({ slug })} variant="default">
      Relances à faire{count > 0 && ` (${formatInteger(count)})`}
    </Button>
  )
}

type ExportProps = { filters: ReturnType<typeof filtersOf>; sort: LoanSort }

const ExportMenu = ({ filters, sort }: ExportProps) => {
  const download = useApiDownload(api.loans.export)
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
        title="Aucun financement ne répond à ces filtres"
        action={
          <Button variant="default" onClick={clear}>
            Effacer les filtres
          </Button>
        }
      />
    )
  return (
    <EmptyState
      title="Aucun financement en cours"
      action={
        <Button component={Link} to={paths.funding({ slug })}>
          Voir les dossiers
        </Button>
      }
    >
      Un prêt, une avance ou une aide apparaît ici dès que la commission l’a accordé.
    </EmptyState>
  )
}
