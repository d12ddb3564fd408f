import { Link } from 'react-router'
import { formatInteger } from '#domain/money.ts'
import { type PlainDate, plainDate, yearOf } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import classes from '#web/measures/measures.module.css'
import { SupportFrame } from '#web/measures/SupportFrame.tsx'
import { paths } from '#web/paths.ts'
import { useMember, useToday } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { pageOfAll } from '#web/ui/paged.ts'
import { sentenceOf } from '#web/ui/told-error.ts'
import { day } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

const schema = { du: day(), au: day() }

type Row = { programmeId: string | null; name: string; met: number; measures: number }

/** Aller vers: of the measures of a period, how many households were met at home at least once. */
export const CoveragePage = () => {
  const { slug } = useMember()
  const today = useToday()
  const [state, change] = useUrlState(schema)
  const from = state.du ?? plainDate(yearOf(today), 1, 1)
  const to = state.au ?? today
  const { data, error } = useApiQuery(api.measures.coverage, { from, to }, { keepPrevious: true })
  const all: Row[] = data ? [...data.programmes, { programmeId: null, name: 'Ensemble', ...data }] : []
  return (
    <SupportFrame
      title="Aller vers"
      subtitle="Ménages rencontrés au moins une fois à domicile, entre la demande et la fin de la période"
    >
      <div className={classes.bar}>
        <DayInput label="Du" value={from} onChange={(du) => change({ du: du ?? undefined }, 'replace')} />
        <DayInput label="Au" value={to} onChange={(au) => change({ au: au ?? undefined }, 'replace')} />
      </div>
      {error && <Notice kind="late">{sentenceOf(error)}</Notice>}
      {!data && !error && <Waiting label="Lecture de la période" />}
      {data && (
        <DataTable
          label="Rencontres à domicile par dispositif"
          noun={{ one: 'ligne', many: 'lignes' }}
          columns={columnsOf(paths.support({ slug }), from, to)}
          page={pageOfAll(data.programmes.length === 0 ? [] : all)}
          rowKey={({ programmeId }) => programmeId ?? 'all'}
          empty={
            <EmptyState title="Aucune mesure n’a couru pendant cette période">
              Changez les dates, ou commencez une mesure.
            </EmptyState>
          }
        />
      )}
    </SupportFrame>
  )
}

const shareOf = ({ met, measures }: Row) => (measures === 0 ? 0 : Math.round((met / measures) * 100))

const columnsOf = (list: string, from: PlainDate, to: PlainDate): readonly Column<Row>[] => {
  const behind = ({ programmeId }: Row, met: '' | '&domicile=oui' | '&domicile=non') =>
    `${list}?ensemble=all&du=${from}&au=${to}${programmeId ? `&dispositif=${programmeId}` : ''}${met}`
  return [
    { key: 'name', header: 'Dispositif', cell: ({ name }) => name },
    {
      key: 'bar',
      header: 'Part',
      grows: true,
      isNotOnCard: true,
      cell: (row) => (
        <div className={classes.gauge} role="img" aria-label={`${shareOf(row)} %`}>
          <span style={{ inlineSize: `${shareOf(row)}%` }} />
        </div>
      ),
    },
    { key: 'share', header: 'Taux', align: 'end', cell: (row) => `${shareOf(row)} %` },
    {
      key: 'met',
      header: 'Rencontrés',
      align: 'end',
      cell: (row) => <Link to={behind(row, '&domicile=oui')}>{formatInteger(row.met)}</Link>,
    },
    {
      key: 'not',
      header: 'Pas encore',
      align: 'end',
      cell: (row) => <Link to={behind(row, '&domicile=non')}>{formatInteger(row.measures - row.met)}</Link>,
    },
    {
      key: 'all',
      header: 'Mesures',
      align: 'end',
      cell: (row) => <Link to={behind(row, '')}>{formatInteger(row.measures)}</Link>,
    },
  ]
}
