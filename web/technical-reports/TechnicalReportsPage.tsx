import { Link } from 'react-router'
import type { TechnicalReportRow } from '#contract/technical-reports.ts'
import {
  technicalConcernLabels,
  technicalConcerns,
  technicalStateLabels,
  technicalStates,
  technicalSubjectLabels,
  technicalSubjects,
  technicalUrgencies,
  technicalUrgencyLabels,
} from '#domain/technical-reports/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { SupportFrame } from '#web/measures/SupportFrame.tsx'
import { paths } from '#web/paths.ts'
import { useMember, useToday } from '#web/session/session.ts'
import { StateSignal, subjectWords } from '#web/technical-reports/technical-signals.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter, TextFilter } from '#web/ui/Filters.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { oneOf, text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'

const states = [...technicalStates, 'en-retard', 'tous'] as const
const stateChoices = [
  ...choicesOf(technicalStates, technicalStateLabels),
  { value: 'en-retard', label: 'Réponse en retard' },
  { value: 'tous', label: 'Tous' },
]
const schema = {
  etat: oneOf(states, 'waiting'),
  urgence: oneOf(technicalUrgencies),
  sujet: oneOf(technicalSubjects),
  objet: oneOf(technicalConcerns),
  auteur: oneOf(['moi']),
  lieu: text(),
}
const noFilter = {
  etat: 'waiting',
  urgence: undefined,
  sujet: undefined,
  objet: undefined,
  auteur: undefined,
  lieu: '',
} as const

/** What visits saw of dwellings and buildings: the answer that presses most first. */
export const TechnicalReportsPage = () => {
  const { slug } = useMember()
  const today = useToday()
  const [url, setUrl] = useUrlState(schema)
  const { etat, urgence, sujet, objet, auteur, lieu } = url
  const page = useApiPages(api.technicalReports.list, {
    ...(etat === 'en-retard' && { isLate: true as const }),
    ...(etat !== 'en-retard' && etat !== 'tous' && { state: etat }),
    ...(urgence && { urgency: urgence }),
    ...(sujet && { subject: sujet }),
    ...(objet && { concerns: objet }),
    ...(auteur && { isMine: true as const }),
    ...(lieu && { place: lieu }),
  })
  const isActive = etat !== 'waiting' || [urgence, sujet, objet, auteur, lieu].some(Boolean)
  return (
    <SupportFrame
      title="Signalements techniques"
      subtitle="L’état d’un logement ou d’un immeuble, vu pendant une visite et dit à celui qui le gère."
    >
      <Filters isActive={isActive} onClear={() => setUrl(noFilter)}>
        <OneFilter
          label="État"
          choices={stateChoices}
          otherwise="waiting"
          value={etat}
          onChange={(value) => setUrl({ etat: states.find((one) => one === value) ?? 'waiting' })}
        />
        <OneFilter
          label="Urgence"
          choices={choicesOf(technicalUrgencies, technicalUrgencyLabels)}
          value={urgence}
          onChange={(value) => setUrl({ urgence: value })}
        />
        <OneFilter
          label="Sujet"
          choices={choicesOf(technicalSubjects, technicalSubjectLabels)}
          value={sujet}
          onChange={(value) => setUrl({ sujet: value })}
        />
        <OneFilter
          label="Concerne"
          choices={choicesOf(technicalConcerns, technicalConcernLabels)}
          value={objet}
          onChange={(value) => setUrl({ objet: value })}
        />
        <OneFilter
          label="Écrits par"
          choices={[{ value: 'moi', label: 'moi' }]}
          value={auteur}
          onChange={(value) => setUrl({ auteur: value })}
        />
        <TextFilter
          label="Rue, résidence ou commune"
          value={lieu}
          onChange={(value, how) => setUrl({ lieu: value }, how)}
        />
      </Filters>
      <DataTable
        label="Signalements techniques"
        noun={{ one: 'signalement', many: 'signalements' }}
        columns={columnsFor(slug, today)}
        page={page}
        rowKey={({ id }) => id}
        rowSignal={({ isLate }) => (isLate ? 'late' : undefined)}
        empty={
          <EmptyState
            title={isActive ? 'Aucun signalement ne répond à ces filtres' : 'Rien n’attend de réponse'}
          >
            Un signalement s’écrit dans le dossier du ménage, onglet Logement, pendant ou après une visite.
          </EmptyState>
        }
      />
    </SupportFrame>
  )
}

const columnsFor = (slug: string, today: TechnicalReportRow['writtenOn']): Column<TechnicalReportRow>[] => [
  {
    key: 'place',
    header: 'Où',
    cell: ({ id, place }) => <Link to={paths.technicalReport({ slug, reportId: id })}>{place}</Link>,
  },
  { key: 'subjects', header: 'Sujets', cell: subjectWords },
  {
    key: 'urgency',
    header: 'Urgence',
    cell: ({ urgency }) =>
      urgency === 'danger' ? <Signal kind="late">Danger</Signal> : technicalUrgencyLabels[urgency],
  },
  { key: 'state', header: 'État', cell: (row) => <StateSignal {...row} /> },
  {
    key: 'due',
    header: 'Réponse pour le',
    cell: ({ state, answerDueOn }) => state === 'waiting' && <Day date={answerDueOn} today={today} />,
  },
  {
    key: 'household',
    header: 'Ménage',
    cell: ({ householdId, householdLabel }) => (
      <Link to={paths.householdTenancy({ slug, householdId })}>{householdLabel}</Link>
    ),
    from: 'laptop',
  },
  { key: 'by', header: 'Écrit par', cell: ({ by }) => by, from: 'wide' },
]
