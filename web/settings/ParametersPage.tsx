import type { Parameter } from '#contract/settings.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { ConfidenceMark } from '#web/settings/ConfidenceMark.tsx'
import { ParameterPanel } from '#web/settings/ParameterPanel.tsx'
import { ProposalsSection } from '#web/settings/ProposalsSection.tsx'
import { formatParameter } from '#web/settings/parameter-value.ts'
import { SettingsFrame } from '#web/settings/SettingsFrame.tsx'
import classes from '#web/settings/settings.module.css'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Filters, TextFilter } from '#web/ui/Filters.tsx'
import { pageOfAll } from '#web/ui/paged.ts'
import { Section } from '#web/ui/Section.tsx'
import { day, text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

const schema = { q: text(), date: day(), parametre: text() }

const fold = (words: string) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

export const ParametersPage = () => {
  const today = useToday()
  const [{ q, date, parametre }, setState] = useUrlState(schema)
  const { data, error, refetch } = useApiQuery(
    api.settings.listParameters,
    { onDate: date ?? today },
    { keepPrevious: true },
  )
  const shown = data?.rows.filter(({ label, subject }) => fold(`${subject} ${label}`).includes(fold(q))) ?? []
  const bySubject = [...Map.groupBy(shown, ({ subject }) => subject)]
  return (
    <SettingsFrame
      title="Paramètres"
      subtitle="Les montants, seuils et délais avec lesquels Palier calcule : d’où ils viennent, jusqu’à quand ils valent, et à quel point ils sont sûrs."
    >
      <Filters
        isActive={q !== '' || date !== undefined}
        onClear={() => setState({ q: '', date: undefined })}
        aside={
          <DayInput
            size="xs"
            w={140}
            aria-label="Valeurs au"
            value={date ?? today}
            onChange={(chosen) => chosen && setState({ date: chosen === today ? undefined : chosen })}
          />
        }
      >
        <TextFilter
          label="Chercher un paramètre"
          value={q}
          onChange={(typed, how) => setState({ q: typed }, how)}
        />
      </Filters>
      <ProposalsSection onOpen={(key) => setState({ parametre: key })} />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Lecture des paramètres" />}
      {data && shown.length === 0 && (
        <EmptyState title="Aucun paramètre ne correspond">Changez les mots cherchés.</EmptyState>
      )}
      {bySubject.map(([subject, parameters]) => (
        <Section key={subject} title={subject}>
          <p className={classes.effect}>{parameters[0]?.effect}</p>
          <DataTable
            label={subject}
            noun={{ one: 'paramètre', many: 'paramètres' }}
            columns={columnsFor((key) => setState({ parametre: key }))}
            page={pageOfAll(parameters)}
            rowKey={({ key }) => key}
          />
        </Section>
      ))}
      {parametre && <ParameterPanel parameterKey={parametre} onClose={() => setState({ parametre: '' })} />}
    </SettingsFrame>
  )
}

const columnsFor = (open: (key: string) => void): Column<Parameter>[] => [
  {
    key: 'label',
    header: 'Paramètre',
    cell: ({ key, label, advice }) => (
      <div className={classes.parameter}>
        <button type="button" className={classes.link} onClick={() => open(key)}>
          {label}
        </button>
        {advice && <small className={classes.advice}>{advice}</small>}
      </div>
    ),
  },
  {
    key: 'value',
    header: 'Valeur',
    align: 'end',
    cell: ({ current, unit }) =>
      current ? (
        <span className="figures">{formatParameter(current.value, unit)}</span>
      ) : (
        'sans objet à cette date'
      ),
  },
  {
    key: 'validity',
    header: 'Validité',
    cell: ({ current, next }) => <Validity current={current} next={next} />,
  },
  {
    key: 'source',
    header: 'Source',
    cell: ({ current }) => current?.legalRef ?? '',
    from: 'laptop',
    grows: true,
  },
  {
    key: 'confidence',
    header: 'Confiance',
    cell: ({ current }) => current && <ConfidenceMark of={current} />,
  },
]

const Validity = ({ current, next }: Pick<Parameter, 'current' | 'next'>) => {
  if (current)
    return (
      <span className="figures">
        depuis le {formatDate(current.validFrom as PlainDate)}
        {current.validTo && `, jusqu’au ${formatDate(current.validTo as PlainDate)}`}
      </span>
    )
  return next ? (
    <>
      à partir du <Day date={next.validFrom as PlainDate} />
    </>
  ) : null
}
