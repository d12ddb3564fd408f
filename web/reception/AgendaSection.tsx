import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ReceptionSlotDay } from '#contract/reception.ts'
import { addDays, formatDate, type PlainDate, weekdayName, weekdayOf } from '#domain/plain-date.ts'
import { sayTime } from '#domain/reception/slots.ts'
import { api } from '#web/client.ts'
import { BookForm, type Chosen } from '#web/reception/BookForm.tsx'
import classes from '#web/reception/reception.module.css'
import { useToday } from '#web/session/session.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { LineList } from '#web/ui/LineList.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { day } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

const schema = { semaine: day() }
const mondayOf = (date: PlainDate) => addDays(date, 1 - weekdayOf(date))

/** The week's reception: what is open, what is closed and why, the hours left. */
export const AgendaSection = () => {
  const today = useToday()
  const [url, setUrl] = useUrlState(schema)
  const [chosen, setChosen] = useState<Chosen | undefined>()
  const monday = mondayOf(url.semaine ?? today)
  const { data, error, refetch } = useApiQuery(
    api.reception.agenda,
    { from: monday, to: addDays(monday, 6) },
    { keepPrevious: true },
  )
  const move = (days: number) => setUrl({ semaine: addDays(monday, days) })
  return (
    <Section
      title={`Semaine du ${formatDate(monday)}`}
      actions={
        <div className={classes.acts}>
          <Button variant="default" onClick={() => move(-7)}>
            Semaine d’avant
          </Button>
          <Button variant="default" onClick={() => move(7)}>
            Semaine d’après
          </Button>
        </div>
      }
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Lecture de la semaine…" />}
      {data?.days.length === 0 && <p className={classes.soft}>Aucune permanence cette semaine-là.</p>}
      <LineList>
        {data?.days.map((one) => (
          <DayRow
            key={`${one.slotId}${one.onDate}`}
            day={one}
            onChoose={(time) => setChosen({ day: one, time })}
          />
        ))}
      </LineList>
      {chosen && <BookForm chosen={chosen} onClose={() => setChosen(undefined)} />}
    </Section>
  )
}

const DayRow = ({ day: slotDay, onChoose }: { day: ReceptionSlotDay; onChoose: (time: string) => void }) => {
  const { onDate, startTime, endTime, place, label, closed, changed, times } = slotDay
  const title = `${weekdayName(onDate as PlainDate)} ${formatDate(onDate)}`
  return (
    <li>
      <div>
        <p>
          <strong>{title}</strong>, de {sayTime(startTime)} à {sayTime(endTime)}, {label ?? place}{' '}
          {closed && <Signal kind="soon">fermée : {closed.reason.toLowerCase()}</Signal>}
          {changed && <Signal kind="soon">autres heures : {changed.toLowerCase()}</Signal>}
        </p>
        {!closed && times === null && (
          <p className={classes.soft}>Sans rendez-vous : on vient quand on veut.</p>
        )}
        {times && times.length > 0 && (
          <ul className={classes.hours}>
            {times.map(({ time, free, isPast }) => (
              <li key={time}>
                {free > 0 ? (
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => onChoose(time)}
                    aria-label={`Donner le rendez-vous de ${sayTime(time)}, ${title}`}
                  >
                    {sayTime(time)}
                  </Button>
                ) : (
                  <span className={classes.soft}>
                    {sayTime(time)} {isPast ? 'passée' : 'prise'}
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  )
}
