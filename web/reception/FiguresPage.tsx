import type { Treatment } from '#contract/reception.ts'
import { type PlainDate, plainDate, yearOf } from '#domain/plain-date.ts'
import {
  type ReceptionOutcome,
  type ReceptionSubject,
  type ReceptionWay,
  receptionOutcomeLabels,
  receptionSubjectLabels,
  receptionWayLabels,
} from '#domain/reception/kinds.ts'
import { api } from '#web/client.ts'
import { ReceptionFrame } from '#web/reception/ReceptionFrame.tsx'
import classes from '#web/reception/reception.module.css'
import { useToday } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { pageOfAll } from '#web/ui/paged.ts'
import { Section } from '#web/ui/Section.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { day } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

const schema = { du: day(), au: day() }

/** Who is received, and whether the wait is the same for everyone. */
export const FiguresPage = () => {
  const today = useToday()
  const [url, setUrl] = useUrlState(schema)
  const from = url.du ?? plainDate(yearOf(today), 1, 1)
  const to = url.au ?? today
  const set = (key: 'du' | 'au') => (value: PlainDate | null) => setUrl({ [key]: value ?? undefined })
  return (
    <ReceptionFrame title="Chiffres de l’accueil" subtitle="Chaque personne reçue compte, avec ou sans nom.">
      <div className={classes.pair}>
        <DayInput label="Du" value={from} max={to} onChange={set('du')} />
        <DayInput label="Au" value={to} min={from} onChange={set('au')} />
      </div>
      <Figures from={from} to={to} />
    </ReceptionFrame>
  )
}

const Figures = (period: { from: PlainDate; to: PlainDate }) => {
  const { data, error, refetch } = useApiQuery(api.reception.figures, period, { keepPrevious: true })
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <Waiting label="Lecture des chiffres…" />
  if (data.receptions === 0)
    return (
      <EmptyState title="Personne n’a été accueilli sur cette période">
        Chaque personne mise dans la file du jour comptera ici.
      </EmptyState>
    )
  return (
    <>
      <StatRow>
        <Stat label="Accueils" value={data.receptions} />
        <Stat label="dont sans nom" value={data.anonymous} />
        <Stat label="dont urgences" value={data.emergencies} />
        <Stat label="dont suivis dans la durée" value={data.lasting} />
      </StatRow>
      <Section title="Le même accueil pour tous">
        <p className={classes.words}>
          L’attente médiane : la moitié des personnes venues sur place a attendu moins. Un écart entre deux
          lignes qui dure est à regarder ensemble.
        </p>
        <Treatments title="Avec ou sans nom" rows={data.byName} say={(group) => nameLabels[group] ?? group} />
        <Treatments
          title="Avec ou sans rendez-vous"
          rows={data.byWay}
          say={(group) => receptionWayLabels[group as ReceptionWay]}
        />
        <Treatments title="Urgences" rows={data.byEmergency} say={(group) => urgencyLabels[group] ?? group} />
        <Treatments title="Lieu par lieu" rows={data.byPlace} say={(group) => group} />
      </Section>
      <Counts
        title="Pour quoi"
        rows={data.bySubject}
        say={(group) => receptionSubjectLabels[group as ReceptionSubject]}
      />
      <Counts
        title="Ce que l’entretien a donné"
        rows={data.byOutcome}
        say={(group) => receptionOutcomeLabels[group as ReceptionOutcome]}
      />
      {data.byCommune.length > 0 && (
        <Counts title="D’où l’on vient" rows={data.byCommune} say={(group) => group} />
      )}
    </>
  )
}

const nameLabels: Readonly<Record<string, string>> = { anonymous: 'Sans nom', named: 'Ménage connu' }
const urgencyLabels: Readonly<Record<string, string>> = { emergency: 'Urgences', usual: 'Autres accueils' }

type Say = { say: (group: string) => string }

const minutes = (value: number | null) => (value === null ? '–' : `${value}\u202fmin`)

const columnsOf = (title: string, say: Say['say']): Column<Treatment>[] => [
  { key: 'group', header: title, cell: ({ group }) => say(group) },
  { key: 'receptions', header: 'Accueils', align: 'end', cell: ({ receptions }) => receptions },
  { key: 'received', header: 'Reçus', align: 'end', cell: ({ received }) => received },
  { key: 'left', header: 'Repartis sans être reçus', align: 'end', cell: ({ left }) => left },
  { key: 'wait', header: 'Attente médiane', align: 'end', cell: (row) => minutes(row.medianWaitMinutes) },
  { key: 'length', header: 'Entretien médian', align: 'end', cell: (row) => minutes(row.medianMinutes) },
]

const Treatments = ({ title, rows, say }: Say & { title: string; rows: readonly Treatment[] }) => (
  <DataTable
    label={title}
    noun={{ one: 'ligne', many: 'lignes' }}
    columns={columnsOf(title, say)}
    page={pageOfAll(rows)}
    rowKey={({ group }) => group}
  />
)

type Counted = { group: string; count: number }

const Counts = ({ title, rows, say }: Say & { title: string; rows: readonly Counted[] }) => (
  <Section title={title}>
    <DataTable
      label={title}
      noun={{ one: 'ligne', many: 'lignes' }}
      columns={[
        { key: 'group', header: title, cell: ({ group }: Counted) => say(group) },
        { key: 'count', header: 'Accueils', align: 'end', cell: ({ count }: Counted) => count },
      ]}
      page={pageOfAll(rows)}
      rowKey={({ group }) => group}
    />
  </Section>
)
