import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { Link } from 'react-router'
import type { ApplicationRow } from '#contract/application-shapes.ts'
import { fundingFieldLabels } from '#domain/funding/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { ApplicationFilterLine } from '#web/applications/ApplicationFilterLine.tsx'
import { dueSignal, NextStep, StatusSignal } from '#web/applications/application-signals.tsx'
import { applicationsSchema, filtersOf, isFiltered, noFilters } from '#web/applications/applications-state.ts'
import { api } from '#web/client.ts'
import { FundingFrame } from '#web/funding/FundingFrame.tsx'
import classes from '#web/measures/measures.module.css'
import { paths } from '#web/paths.ts'
import { useMember, useToday } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ExportMenu } from '#web/ui/ExportMenu.tsx'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiDownload, useApiPages, useApiQuery } from '#web/use-api.ts'

export const ApplicationsPage = () => {
  const { slug } = useMember()
  const today = useToday()
  const [state, change] = useUrlState(applicationsSchema)
  const filters = useMemo(() => filtersOf(state), [state])
  const page = useApiPages(api.applications.list, { ...filters, sort: state.tri, limit: 50 })
  const { data: counts } = useApiQuery(api.applications.count, {}, { keepPrevious: true })
  const download = useApiDownload(api.applications.export)
  const columns = useMemo(() => columnsOf(slug, today), [slug, today])
  return (
    <FundingFrame
      title="Dossiers de financement"
      actions={
        <ExportMenu
          download={download}
          onExport={(format) => void download.run({ ...filters, sort: state.tri, format })}
        />
      }
    >
      <ApplicationFilterLine state={state} change={change} counts={counts} />
      <DataTable
        label="Dossiers de financement"
        noun={{ one: 'dossier', many: 'dossiers' }}
        columns={columns}
        page={page}
        rowKey={({ applicationId }) => applicationId}
        rowSignal={({ nextDueOn }) => {
          const signal = dueSignal(nextDueOn, today)
          return signal === 'none' ? undefined : signal
        }}
        empty={<NothingFound isNarrowed={isFiltered(state)} clear={() => change(noFilters)} />}
      />
    </FundingFrame>
  )
}

const columnsOf = (slug: string, today: PlainDate): readonly Column<ApplicationRow>[] => [
  { key: 'household', header: 'Ménage', cell: (row) => <NameCell row={row} slug={slug} /> },
  {
    key: 'number',
    header: 'Dossier',
    from: 'tablet',
    cell: ({ number }) => <span className="figures">{number}</span>,
  },
  { key: 'next', header: 'Prochaine étape', grows: true, cell: (row) => <NextStep {...row} today={today} /> },
  { key: 'status', header: 'État', cell: ({ status }) => <StatusSignal status={status} /> },
  {
    key: 'products',
    header: 'Demande',
    from: 'laptop',
    cell: ({ products }) => (
      <span className={classes.name} title={products.join(', ')}>
        {products.length === 0 ? <span className={classes.soft}>rien encore</span> : products.join(', ')}
      </span>
    ),
  },
  {
    key: 'requested',
    header: 'Demandé',
    align: 'end',
    cell: ({ requestedCents }) => <Amount cents={requestedCents} />,
  },
  {
    key: 'field',
    header: 'Domaine',
    from: 'wide',
    cell: ({ field }) => (
      <span className={classes.name} title={fundingFieldLabels[field]}>
        {fundingFieldLabels[field]}
      </span>
    ),
  },
  { key: 'officer', header: 'Suivi par', from: 'wide', cell: ({ officerName }) => officerName ?? '—' },
]

const NameCell = ({ row, slug }: { row: ApplicationRow; slug: string }) =>
  row.householdLabel === null ? (
    <span className={classes.soft}>ménage non nommé</span>
  ) : (
    <span className={classes.name} title={row.householdLabel}>
      <Link to={paths.application({ slug, applicationId: row.applicationId })}>{row.householdLabel}</Link>
    </span>
  )

const NothingFound = ({ isNarrowed, clear }: { isNarrowed: boolean; clear: () => void }) => {
  const { slug } = useMember()
  return isNarrowed ? (
    <EmptyState
      title="Aucun dossier ne répond à ces filtres"
      action={
        <Button variant="default" onClick={clear}>
          Effacer les filtres
        </Button>
      }
    />
  ) : (
    <EmptyState
      title="Aucun dossier en cours"
      action={
        <Button component={Link} to={paths.households({ slug })}>
          Choisir un ménage
        </Button>
      }
    >
      Un dossier s’ouvre depuis celui d’un ménage, onglet « Finances ». Il faut d’abord un produit publié.
    </EmptyState>
  )
}
