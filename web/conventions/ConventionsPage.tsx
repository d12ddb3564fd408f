import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { ConventionRow } from '#contract/convention-shapes.ts'
import { conventionKindLabels, conventionSorts } from '#domain/conventions/kinds.ts'
import { formatInteger } from '#domain/money.ts'
import { api } from '#web/client.ts'
import { ConventionFilterLine } from '#web/conventions/ConventionFilterLine.tsx'
import { ConventionForm } from '#web/conventions/ConventionForm.tsx'
import { ConventionsFrame } from '#web/conventions/ConventionsFrame.tsx'
import { alertSignal, StateSignal } from '#web/conventions/convention-signals.tsx'
import classes from '#web/conventions/conventions.module.css'
import { conventionsSchema, filtersOf, isFiltered, noFilters } from '#web/conventions/conventions-state.ts'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ExportMenu } from '#web/ui/ExportMenu.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiDownload, useApiPages, useApiQuery } from '#web/use-api.ts'

export const ConventionsPage = () => {
  const { slug } = useMember()
  const [isAdding, setAdding] = useState(false)
  const { because } = useAccess('edit-conventions')
  const [state, change] = useUrlState(conventionsSchema)
  const filters = useMemo(() => filtersOf(state), [state])
  const page = useApiPages(api.conventions.list, { ...filters, sort: state.tri, limit: 50 })
  const { data: counts } = useApiQuery(api.conventions.count, {}, { keepPrevious: true })
  const download = useApiDownload(api.conventions.export)
  const columns = useMemo(() => columnsFor(slug), [slug])
  return (
    <ConventionsFrame
      title="Partenaires et conventions"
      actions={
        <>
          <ExportMenu
            download={download}
            onExport={(format) => void download.run({ ...filters, sort: state.tri, format })}
          />
          <ReasonedButton because={because} onClick={() => setAdding(true)}>
            Ajouter une convention
          </ReasonedButton>
        </>
      }
    >
      <Counts counts={counts} hrefOf={(query) => `${paths.conventions({ slug })}?${query}`} />
      <ConventionFilterLine state={state} change={change} counts={counts} />
      <DataTable
        label="Conventions"
        noun={{ one: 'convention', many: 'conventions' }}
        columns={columns}
        page={page}
        rowKey={({ id }) => id}
        rowSignal={({ alert }) => alertSignal(alert)}
        sort={{ by: state.tri, descending: state.tri === 'signature' }}
        onSort={({ by }) => change({ tri: conventionSorts.find((sort) => sort === by) ?? 'end' })}
        empty={
          <NothingFound isNarrowed={isFiltered(state)} clear={() => change(noFilters)} because={because} />
        }
      />
      {isAdding && <ConventionForm convention={undefined} onClose={() => setAdding(false)} />}
    </ConventionsFrame>
  )
}

type Counted = Awaited<ReturnType<typeof api.conventions.count>> | undefined

const Counts = ({ counts, hrefOf }: { counts: Counted; hrefOf: (query: string) => string }) => {
  if (!counts || counts.states.length === 0) return null
  const running = counts.states.find(({ state }) => state === 'running')?.count ?? 0
  return (
    <StatRow>
      <Stat label="En cours" value={formatInteger(running)} to={hrefOf('etat=running')} />
      {counts.alerts.map(({ months, count }) => (
        <Stat
          key={months}
          label={`Fin dans ${months} mois`}
          value={formatInteger(count)}
          to={hrefOf(`echeance=${months}`)}
        />
      ))}
    </StatRow>
  )
}

const columnsFor = (slug: string): Column<ConventionRow>[] => [
  {
    key: 'reference',
    header: 'Convention',
    isSortable: true,
    cell: ({ id, reference, title }) => (
      <Link to={paths.convention({ slug, conventionId: id })} className={classes.name}>
        {typeset(title)} <span className={classes.soft}>{reference}</span>
      </Link>
    ),
  },
  {
    key: 'partners',
    header: 'Partenaires',
    cell: ({ partners }) => <span className={classes.partners}>{partners.join(', ') || '—'}</span>,
    from: 'laptop',
  },
  { key: 'kind', header: 'Type', cell: ({ kind }) => conventionKindLabels[kind], from: 'wide' },
  {
    key: 'signature',
    header: 'Signée le',
    isSortable: true,
    cell: ({ signedOn }) => (signedOn ? <Day date={signedOn} /> : '—'),
    from: 'wide',
  },
  {
    key: 'end',
    header: 'Prend fin le',
    isSortable: true,
    cell: ({ endsOn }) => (endsOn ? <Day date={endsOn} /> : 'Sans terme'),
  },
  { key: 'state', header: 'État', cell: (row) => <StateSignal state={row.state} alert={row.alert} /> },
  {
    key: 'cap',
    header: 'Enveloppes',
    align: 'end',
    cell: ({ capCents }) => (capCents ? <Amount cents={capCents} /> : '—'),
    from: 'tablet',
  },
  {
    key: 'used',
    header: 'Consommé',
    align: 'end',
    cell: ({ capCents, usedCents }) => (capCents ? <Amount cents={usedCents} /> : '—'),
    from: 'tablet',
  },
]

type NothingProps = { isNarrowed: boolean; clear: () => void; because: string | undefined }

const NothingFound = ({ isNarrowed, clear, because }: NothingProps) => {
  const { slug } = useMember()
  if (isNarrowed)
    return (
      <EmptyState
        title="Aucune convention ne répond à ces filtres"
        action={
          <Button variant="default" onClick={clear}>
            Effacer les filtres
          </Button>
        }
      />
    )
  return (
    <EmptyState
      title="Aucune convention pour l’instant"
      action={
        because === undefined && (
          <Button component={Link} to={paths.conventionImport({ slug })}>
            Importer une liste
          </Button>
        )
      }
    >
      Ajoutez vos conventions une à une, ou importez d’un coup la liste que vous tenez dans un tableur.
    </EmptyState>
  )
}
