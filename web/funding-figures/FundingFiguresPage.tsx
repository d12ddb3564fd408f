import { Link } from 'react-router'
import type { FundingRow } from '#contract/funding-figures.ts'
import {
  committedNet,
  type Dimension,
  dimensionLabels,
  dimensions,
  exposure,
  type FundingSums,
} from '#domain/funding-figures/dimensions.ts'
import { formatEuros, formatInteger } from '#domain/money.ts'
import { formatDate, type PlainDate, yearOf } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { FundingFrame } from '#web/funding/FundingFrame.tsx'
import { entriesSearch } from '#web/ledger/entry-filters.ts'
import { paths } from '#web/paths.ts'
import { useMember, useToday } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { ChartWithTable } from '#web/ui/charts/ChartWithTable.tsx'
import { CompositeChart } from '#web/ui/charts/lazy-charts.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { ExportMenu } from '#web/ui/ExportMenu.tsx'
import { Chip, Filters, OneFilter } from '#web/ui/Filters.tsx'
import { pageOfAll } from '#web/ui/paged.ts'
import { Section } from '#web/ui/Section.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { day, oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiDownload, useApiQuery } from '#web/use-api.ts'

const schema = { par: oneOf(dimensions, 'field'), du: day(), au: day() }
type Period = { from: PlainDate; to: PlainDate }

/** Engagé, décaissé, remboursé, encours, exposition: each figure opens on the entries that it sums. */
export const FundingFiguresPage = () => {
  const today = useToday()
  const [url, setUrl] = useUrlState(schema)
  const period = {
    from: url.du ?? (`${yearOf(today)}-01-01` as PlainDate),
    to: url.au ?? (`${yearOf(today)}-12-31` as PlainDate),
  }
  const asked = { ...period, by: url.par }
  const { data, error, refetch } = useApiQuery(api.fundingFigures.read, asked, { keepPrevious: true })
  const download = useApiDownload(api.fundingFigures.export)
  return (
    <FundingFrame
      title="Suivi des financements"
      subtitle={`Mouvements du ${formatDate(period.from)} au ${formatDate(period.to)} ; encours et engagements au dernier jour.`}
      actions={
        <ExportMenu download={download} onExport={(format) => void download.run({ ...asked, format })} />
      }
    >
      <Filters
        isActive={url.du !== undefined || url.au !== undefined || url.par !== 'field'}
        onClear={() => setUrl({ par: 'field', du: undefined, au: undefined })}
      >
        <OneFilter
          label="Par"
          choices={choicesOf(dimensions, dimensionLabels)}
          value={url.par}
          onChange={(par) => setUrl({ par: par ?? 'field' })}
          otherwise="field"
        />
        <Chip label="Période" told={`du ${formatDate(period.from)} au ${formatDate(period.to)}`} isQuiet>
          <DayInput label="Du" value={period.from} onChange={(du) => setUrl({ du: du ?? undefined })} />
          <DayInput label="Au" value={period.to} onChange={(au) => setUrl({ au: au ?? undefined })} />
        </Chip>
      </Filters>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Calcul des chiffres…" />}
      {data && !error && <Figures by={url.par} period={period} rows={data.rows} total={data.total} />}
    </FundingFrame>
  )
}

type FiguresProps = { by: Dimension; period: Period; rows: FundingRow[]; total: FundingSums }

const Figures = ({ by, period, rows, total }: FiguresProps) => {
  const { slug } = useMember()
  if (rows.length === 0)
    return (
      <EmptyState title="Aucun mouvement">
        Les chiffres viennent des écritures : le premier engagement d’un financement les fait paraître.
      </EmptyState>
    )
  return (
    <>
      <StatRow>
        {figures.map(({ label, value, lines }) => (
          <Stat
            key={label}
            label={label}
            value={<Amount cents={value(total)} />}
            {...(lines
              ? { to: `${paths.ledgerEntries({ slug })}${entriesSearch(lines(period))}` }
              : { detail: 'Encours et reste à décaisser.' })}
          />
        ))}
      </StatRow>
      <DataTable
        label={`Financements par ${dimensionLabels[by].toLowerCase()}`}
        noun={{ one: 'ligne', many: 'lignes' }}
        columns={columnsFor(slug, by, period)}
        page={pageOfAll(rows)}
        rowKey={({ key }) => key ?? ''}
      />
      <Section title="Exposition">
        <Drawing by={by} rows={rows} />
      </Section>
    </>
  )
}

type Lines = Parameters<typeof entriesSearch>[0]
type FundingFigure = {
  label: string
  value: (sums: FundingSums) => number
  /** None: the sum of two figures that open, each on its own. */
  lines?: (period: Period) => Lines
}

/** What stands on the last day is the sum of all that came before it. */
const figures: readonly FundingFigure[] = [
  {
    label: 'Engagé net',
    value: committedNet,
    lines: (period) => ({ movements: ['commitment', 'commitment-release'], ...period }),
  },
  {
    label: 'Décaissé',
    value: ({ disbursedCents }) => disbursedCents,
    lines: (period) => ({ movements: ['disbursement', 'disbursement-return'], ...period }),
  },
  {
    label: 'Remboursé',
    value: ({ repaidCents }) => repaidCents,
    lines: (period) => ({ movements: ['repayment'], ...period }),
  },
  {
    label: 'En perte',
    value: ({ lostCents }) => lostCents,
    lines: (period) => ({ movements: ['write-off'], ...period }),
  },
  {
    label: 'Récupéré',
    value: ({ recoveredCents }) => recoveredCents,
    lines: (period) => ({ movements: ['recovery'], ...period }),
  },
  {
    label: 'Encours',
    value: ({ outstandingCents }) => outstandingCents,
    lines: ({ to }) => ({ claims: true, to }),
  },
  {
    label: 'Reste à décaisser',
    value: ({ toDisburseCents }) => toDisburseCents,
    lines: ({ to }) => ({
      movements: ['commitment', 'commitment-release', 'disbursement', 'disbursement-return'],
      to,
    }),
  },
  {
    label: 'Exposition',
    value: exposure,
  },
]

/** The lines of one part: of a field, of a place, of a convention, of a year. */
const linesOfPart = (by: Dimension, { key }: FundingRow, lines: Lines): Lines => {
  switch (by) {
    case 'field':
      return { ...lines, field: key as NonNullable<Lines['field']> }
    case 'kind':
      return { ...lines, kind: key as NonNullable<Lines['kind']> }
    case 'convention':
      return { ...lines, conventionId: key ?? 'none' }
    case 'year':
      return {
        ...lines,
        ...(lines.from && { from: `${key}-01-01` as PlainDate }),
        to: `${key}-12-31` as PlainDate,
      }
    default:
      return { ...lines, territory: key === null ? 'none' : `${by}:${key}` }
  }
}

const columnsFor = (slug: string, by: Dimension, period: Period): Column<FundingRow>[] => [
  { key: 'part', header: dimensionLabels[by], cell: ({ label }) => label },
  ...figures.map(
    ({ label, value, lines }): Column<FundingRow> => ({
      key: label,
      header: label,
      align: 'end',
      cell: (row) => {
        const cents = value(row)
        if (cents === 0 || !lines) return <Amount cents={cents} />
        const search = entriesSearch(linesOfPart(by, row, lines(period)))
        return (
          <Link to={`${paths.ledgerEntries({ slug })}${search}`}>
            <Amount cents={cents} />
            <span className="on-screen-readers">
              {' '}
              : {label}, {row.label}
            </span>
          </Link>
        )
      },
      ...(label === 'Récupéré' || label === 'En perte' ? { from: 'wide' as const } : {}),
    }),
  ),
]

const drawn = 12

const Drawing = ({ by, rows }: { by: Dimension; rows: readonly FundingRow[] }) => {
  const largest = rows.toSorted((a, b) => exposure(b) - exposure(a)).slice(0, drawn)
  const shown = by === 'year' ? rows : largest
  return (
    <ChartWithTable
      title={`Encours et reste à décaisser par ${dimensionLabels[by].toLowerCase()}`}
      summary={
        rows.length > drawn && by !== 'year'
          ? `Les ${drawn} plus grandes expositions sur ${rows.length}.`
          : 'Ce qui est dû, et ce qui est encore promis.'
      }
      fileName={`exposition-par-${by}`}
      rows={shown}
      columns={[
        { header: dimensionLabels[by], value: ({ label }) => label },
        { header: 'Encours', value: ({ outstandingCents }) => formatEuros(outstandingCents), isFigure: true },
        {
          header: 'Reste à décaisser',
          value: ({ toDisburseCents }) => formatEuros(toDisburseCents),
          isFigure: true,
        },
      ]}
      chart={
        <CompositeChart
          h="100%"
          data={shown.map(({ label, outstandingCents, toDisburseCents }) => ({
            part: label,
            outstanding: outstandingCents / 100,
            toDisburse: toDisburseCents / 100,
          }))}
          dataKey="part"
          series={[
            { name: 'outstanding', label: 'Encours', color: 'var(--accent)', type: 'bar' },
            { name: 'toDisburse', label: 'Reste à décaisser', color: 'var(--line-strong)', type: 'bar' },
          ]}
          withLegend
          withTooltip={false}
          yAxisProps={{
            width: 80,
            tickFormatter: (value: number) => `${formatInteger(Math.round(value))}\u00a0€`,
          }}
        />
      }
    />
  )
}
