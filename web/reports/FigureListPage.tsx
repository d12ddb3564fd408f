import { Link, useParams } from 'react-router'
import type { Output } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { supportActionLabels } from '#domain/plans/support-actions.ts'
import { carriesAmount, type FigureKey, figureKeys, reportFigures } from '#domain/reports/figures.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { searchOf, useReportPeriod } from '#web/reports/report-period.ts'
import { useMember } from '#web/session/session.ts'
import { NotFoundPage } from '#web/shell/NotFoundPage.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ExportMenu } from '#web/ui/ExportMenu.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { Page } from '#web/ui/Page.tsx'
import { text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiDownload, useApiPages } from '#web/use-api.ts'

type Row = Output<typeof contract.reports.listBehind>['rows'][number]
const schema = { part: text() }

export const FigureListPage = () => {
  const { figure } = useParams()
  const key = figureKeys.find((one) => one === figure)
  return key ? <FigureList figure={key} /> : <NotFoundPage isWithinShell />
}

/** The list behind a figure: as many lines as it says. */
const FigureList = ({ figure }: { figure: FigureKey }) => {
  const { slug } = useMember()
  const { period } = useReportPeriod()
  const [{ part }, setUrl] = useUrlState(schema)
  const { label, counts, noun, groups } = reportFigures[figure]
  const input = { ...period, key: figure, ...(part && { group: part }) }
  const page = useApiPages(api.reports.listBehind, input)
  const download = useApiDownload(api.reports.exportBehind)
  return (
    <Page
      title={label}
      subtitle={`${counts} Du ${formatDate(period.from)} au ${formatDate(period.to)}.`}
      crumbs={[{ label: 'Rapport d’activité', to: `${paths.report({ slug })}${searchOf(period)}` }]}
      actions={
        <ExportMenu download={download} onExport={(format) => void download.run({ ...input, format })} />
      }
    >
      {groups && (
        <Filters isActive={part !== ''} onClear={() => setUrl({ part: '' })}>
          <OneFilter
            label="Catégorie"
            choices={Object.entries(groups).map(([value, word]) => ({ value, label: word }))}
            value={part === '' ? undefined : part}
            onChange={(value) => setUrl({ part: value ?? '' })}
          />
        </Filters>
      )}
      <DataTable
        label={label}
        noun={noun}
        columns={columnsFor(slug, figure, page.rows)}
        page={page}
        rowKey={({ id, group }) => `${id} ${group}`}
        empty={<EmptyState title="Aucune ligne">Ce chiffre vaut zéro sur cette période.</EmptyState>}
      />
    </Page>
  )
}

const columnsFor = (slug: string, figure: FigureKey, rows: readonly Row[]): Column<Row>[] => {
  const { groups } = reportFigures[figure]
  const columns: Column<Row>[] = [
    {
      key: 'name',
      header: rows.some(({ name }) => name) ? 'Ménage' : 'Ligne',
      cell: ({ name, householdId, id, detail }) =>
        name && householdId ? (
          <Link to={paths.household({ slug, householdId })}>{name}</Link>
        ) : (
          (figure === 'advisers' && detail) || <span className="figures">{id.slice(-8)}</span>
        ),
    },
  ]
  if (groups)
    columns.push({
      key: 'group',
      header: 'Catégorie',
      cell: ({ group }) => (group === null ? null : (groups[group] ?? null)),
    })
  columns.push({ key: 'on', header: 'Date', cell: ({ on }) => on && <Day date={on} /> })
  if (figure !== 'advisers' && rows.some(({ detail }) => detail))
    columns.push({
      key: 'detail',
      header: carriesAmount(figure) ? 'Montant' : 'Précision',
      ...(carriesAmount(figure) && { align: 'end' as const }),
      cell: ({ detail }) => detailWords(figure, detail),
    })
  return columns
}

const detailWords = (figure: FigureKey, detail: string | null): string | null => {
  if (detail === null) return null
  if (carriesAmount(figure)) return formatEuros(Number(detail))
  if (figure === 'average-months')
    return `${Math.trunc(Number(detail) / 10)},${Number(detail) % 10}\u00a0mois`
  return (supportActionLabels as Readonly<Record<string, string>>)[detail] ?? detail
}
