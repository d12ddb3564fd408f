import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { formatInteger } from '#domain/money.ts'
import { formatLongDate, type PlainDate } from '#domain/plain-date.ts'
import { procedureKindLabels, procedureKinds } from '#domain/procedures/kinds.ts'
import { api } from '#web/client.ts'
import { DeadlineList } from '#web/deadlines/DeadlineList.tsx'
import classes from '#web/deadlines/deadlines.module.css'
import { MonthTable } from '#web/deadlines/MonthTable.tsx'
import { PersonFilter } from '#web/deadlines/PersonFilter.tsx'
import { spanOf, stepTo, type View } from '#web/deadlines/span.ts'
import { paths } from '#web/paths.ts'
import { useAccess, useMember, useToday } from '#web/session/session.ts'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { day, flag, oneOf, text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages, useApiQuery } from '#web/use-api.ts'

const views = ['mois', 'semaine'] as const
const states = ['any', 'coming', 'late', 'answered'] as const
const schema = {
  vue: oneOf(views, 'mois'),
  jour: day(),
  choisi: day(),
  personne: text(),
  sorte: oneOf(procedureKinds),
  legales: flag(),
  etat: oneOf(states, 'any'),
}
const viewChoices = [
  { value: 'mois', label: 'le mois' },
  { value: 'semaine', label: 'la semaine' },
] as const
const stateChoices = [
  { value: 'any', label: 'toutes' },
  { value: 'coming', label: 'à venir' },
  { value: 'late', label: 'passées, sans réponse' },
  { value: 'answered', label: 'passées, avec une réponse' },
] as const
const legalChoices = [{ value: 'oui', label: 'légales seulement' }] as const
const kindChoices = procedureKinds.map((value) => ({ value, label: procedureKindLabels[value] }))

/** Every date of every procedure: by month or by week, by person, by kind. */
export const DeadlinesPage = () => {
  const { slug } = useMember()
  const today = useToday()
  const rehearsal = useAccess('rehearse-deadlines')
  const [state, setState] = useUrlState(schema)
  const { vue, personne, sorte, legales, etat } = state
  const which = { legalOnly: legales, ...(personne && { memberId: personne }), ...(sorte && { kind: sorte }) }
  return (
    <Page
      title="Échéances"
      crumbs={[{ label: 'Ma journée', to: paths.myDay({ slug }) }]}
      actions={
        rehearsal.allowed && (
          <Button variant="subtle" component={Link} to={paths.deadlineRehearsal({ slug })}>
            Et si la règle changeait ?
          </Button>
        )
      }
    >
      <Filters
        isActive={personne !== '' || sorte !== undefined || legales || etat !== 'any'}
        onClear={() => setState({ personne: '', sorte: undefined, legales: false, etat: 'any' })}
      >
        <OneFilter
          label="Vue"
          choices={viewChoices}
          value={vue}
          otherwise="mois"
          onChange={(chosen) => setState({ vue: chosen ?? 'mois', choisi: undefined })}
        />
        <PersonFilter value={personne} onChange={(chosen) => setState({ personne: chosen })} />
        <OneFilter
          label="Procédure"
          choices={kindChoices}
          value={sorte}
          anyLabel="toutes"
          onChange={(chosen) => setState({ sorte: chosen })}
        />
        <OneFilter
          label="Portée"
          choices={legalChoices}
          value={legales ? 'oui' : undefined}
          anyLabel="toutes"
          onChange={(chosen) => setState({ legales: chosen === 'oui' })}
        />
        <OneFilter
          label="État"
          choices={stateChoices}
          value={etat}
          otherwise="any"
          onChange={(chosen) => setState({ etat: chosen ?? 'any' })}
        />
      </Filters>
      {etat === 'late' || etat === 'answered' ? (
        <Passed which={which} state={etat} today={today} />
      ) : (
        <Calendar
          which={which}
          state={etat}
          view={vue}
          day={state.jour ?? today}
          chosen={state.choisi}
          today={today}
          onMove={(changes) => setState(changes)}
        />
      )}
    </Page>
  )
}

type Which = { legalOnly: boolean; memberId?: string; kind?: (typeof procedureKinds)[number] }

/** Whatever the day: what passed is not looked for month by month. */
const Passed = ({ which, state, today }: { which: Which; state: 'late' | 'answered'; today: PlainDate }) => {
  const page = useApiPages(api.deadlines.list, { ...which, state, limit: 50 })
  const empty = state === 'late' ? 'Aucune échéance passée sans réponse.' : 'Aucune réponse pour l’instant.'
  return <DeadlineList page={page} today={today} empty={empty} />
}

type CalendarProps = {
  which: Which
  state: 'any' | 'coming'
  view: View
  day: PlainDate
  chosen: PlainDate | undefined
  today: PlainDate
  onMove: (changes: {
    jour?: PlainDate | undefined
    choisi?: PlainDate | undefined
    etat?: 'late'
    legales?: boolean
  }) => void
}

const Calendar = ({ which, state, view, day: shown, chosen, today, onMove }: CalendarProps) => {
  const span = spanOf(view, shown)
  const { data } = useApiQuery(api.deadlines.countByDay, { ...which, ...span }, { keepPrevious: true })
  const days = chosen ? { from: chosen, to: chosen } : span
  const page = useApiPages(api.deadlines.list, { ...which, ...days, state, limit: 50 })
  const go = (jour: PlainDate | undefined) => onMove({ jour, choisi: undefined })
  const words = view === 'mois' ? 'mois' : 'semaine'
  return (
    <>
      {data && data.late > 0 && (
        <Notice kind="late">
          {lateWords(data.late, data.lateLegal)}{' '}
          <Button size="compact-sm" variant="subtle" onClick={() => onMove({ etat: 'late' })}>
            Y répondre
          </Button>
        </Notice>
      )}
      <div className={classes.steps}>
        <h2 aria-live="polite">{titleOf(view, span)}</h2>
        <Button size="xs" variant="default" onClick={() => go(stepTo(view, shown, -1))}>
          {words} d’avant
        </Button>
        <Button size="xs" variant="default" onClick={() => go(undefined)}>
          aujourd’hui
        </Button>
        <Button size="xs" variant="default" onClick={() => go(stepTo(view, shown, 1))}>
          {words} d’après
        </Button>
      </div>
      {view === 'mois' && (
        <MonthTable
          month={shown}
          today={today}
          counts={data?.days ?? []}
          chosen={chosen}
          onChoose={(choisi) => onMove({ choisi })}
        />
      )}
      {chosen && (
        <Button size="xs" variant="subtle" onClick={() => onMove({ choisi: undefined })}>
          Montrer tout le mois
        </Button>
      )}
      <DeadlineList
        page={page}
        today={today}
        empty={view === 'mois' ? 'Aucune échéance ce mois-ci.' : 'Aucune échéance cette semaine.'}
      />
    </>
  )
}

const lateWords = (late: number, legal: number): string => {
  const many = late > 1 ? 's' : ''
  const told = `${formatInteger(late)} échéance${many} passée${many} sans réponse`
  return legal > 0 ? `${told}, dont ${formatInteger(legal)} légale${legal > 1 ? 's' : ''}.` : `${told}.`
}

const titleOf = (view: View, { from, to }: { from: PlainDate; to: PlainDate }): string =>
  view === 'mois'
    ? formatLongDate(from).replace(/^\S+ /, '')
    : `Du ${formatLongDate(from)} au ${formatLongDate(to)}`
