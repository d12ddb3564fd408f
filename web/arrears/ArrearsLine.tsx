import { Button } from '@mantine/core'
import { useState } from 'react'
import type { CaseView } from '#contract/arrears.ts'
import { arrearsEventKindLabels, arrearsStageLabels } from '#domain/arrears/transitions.ts'
import { daysBetween, type PlainDate } from '#domain/plain-date.ts'
import { CancelEventForm } from '#web/arrears/CancelEventForm.tsx'
import { useAccess, useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { relativeDays } from '#web/ui/relative-days.ts'
import { type Moment, Timeline } from '#web/ui/Timeline.tsx'
import { typeset } from '#web/ui/typeset.ts'

type Props = { householdId: string; view: CaseView }
type Event = CaseView['events'][number]

/** The dated line of the procedure: what happened, what was cancelled, what is to come with its rule. */
export const ArrearsLine = ({ householdId, view }: Props) => {
  const today = useToday()
  const may = useAccess('record-arrears-event')
  const [cancelling, setCancelling] = useState<Event | undefined>()
  const moments = [
    ...past(view, may.allowed ? setCancelling : undefined),
    ...view.deadlines.map((deadline) => toCome(deadline, today)),
  ]
  if (moments.length === 0) return null
  return (
    <>
      <h3>Procédure</h3>
      <Timeline label="Procédure de l’impayé" moments={moments} />
      {cancelling && (
        <CancelEventForm
          householdId={householdId}
          event={cancelling}
          onClose={() => setCancelling(undefined)}
        />
      )}
    </>
  )
}

const past = (view: CaseView, cancel: ((event: Event) => void) | undefined): Moment[] => {
  const events = view.events.map((event) => ({ on: event.on, moment: eventMoment(view, event, cancel) }))
  const read = view.steps
    .filter(({ event, on }) => !view.events.some((one) => one.kind === event && one.on === on))
    .map(({ event, on, to }) => ({
      on,
      moment: {
        key: `${event} ${on}`,
        when: <Day date={on as PlainDate} />,
        title: arrearsEventKindLabels[event],
        by: `lu dans les comptes ; étape : ${arrearsStageLabels[to]}`,
      },
    }))
  return [...read, ...events].toSorted((a, b) => (a.on < b.on ? -1 : 1)).map(({ moment }) => moment)
}

const eventMoment = (view: CaseView, event: Event, cancel: ((event: Event) => void) | undefined): Moment => {
  const isUnplaced = view.unplaced.some(({ kind, on }) => kind === event.kind && on === event.on)
  const title = arrearsEventKindLabels[event.kind]
  return {
    key: event.id,
    when: <Day date={event.on as PlainDate} />,
    title: event.cancelled ? <s>{title}</s> : title,
    by: event.recordedBy && `consigné par ${event.recordedBy}`,
    signal: event.cancelled ? undefined : 'done',
    children: (
      <>
        {event.note && <p>{event.note}</p>}
        {event.cancelled && <p>{typeset(`Annulé : ${event.cancelled.reason}`)}</p>}
        {isUnplaced && <p>Ne change rien à l’étape, à cette date.</p>}
        {!event.cancelled && cancel && (
          <Button variant="subtle" size="compact-sm" onClick={() => cancel(event)}>
            Annuler ce fait<span className="on-screen-readers"> : {title}</span>
          </Button>
        )}
      </>
    ),
  }
}

const toCome = (deadline: CaseView['deadlines'][number], today: PlainDate): Moment => {
  const isOpening = deadline.rule === 'summons-not-before'
  return {
    key: deadline.rule,
    when: <Day date={deadline.dueOn as PlainDate} />,
    title: `${deadline.label} (${relativeDays(daysBetween(today, deadline.dueOn as PlainDate))})`,
    by: deadline.source,
    isToCome: deadline.dueOn >= today,
    signal: isOpening ? undefined : deadline.dueOn < today ? 'late' : 'soon',
    children: <p>{typeset(deadline.why)}</p>,
  }
}
