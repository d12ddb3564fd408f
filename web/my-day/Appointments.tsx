import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { AppointmentView } from '#contract/appointments.ts'
import { daysBetween, type PlainDate } from '#domain/plain-date.ts'
import { dayInParis, sayHours } from '#web/my-day/hours.ts'
import classes from '#web/my-day/my-day.module.css'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { Day } from '#web/ui/Day.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useOnDemand } from '#web/ui/use-on-demand.ts'

type Props = { appointments: readonly AppointmentView[]; today: PlainDate; mayAct: boolean }

export const Appointments = ({ appointments, today, mayAct }: Props) =>
  appointments.length === 0 ? null : (
    <Section title="Rendez-vous">
      <ul className={classes.plain}>
        {appointments.map((appointment) => (
          <Appointment key={appointment.id} appointment={appointment} today={today} mayAct={mayAct} />
        ))}
      </ul>
    </Section>
  )

type RowProps = { appointment: AppointmentView; today: PlainDate; mayAct: boolean }

const Appointment = ({ appointment, today, mayAct }: RowProps) => {
  const slug = useOrganisationSlug()
  const { title, startsAt, endsAt, place, withWhom, household } = appointment
  const day = dayInParis(startsAt)
  return (
    <li>
      <span className={classes.hours}>
        {daysBetween(today, day) === 0 ? (
          <Signal kind="soon">Aujourd’hui</Signal>
        ) : (
          <Day date={day} today={today} />
        )}
        <br />
        {sayHours(startsAt, endsAt)}
      </span>
      <span className={classes.grow}>
        {title}
        {household && (
          <>
            {' : '}
            <Link to={paths.household({ slug, householdId: household.id })}>{household.label}</Link>
          </>
        )}
        <br />
        <span className={classes.soft}>
          {[place, withWhom && `avec ${withWhom}`].filter(Boolean).join(' · ')}
        </span>
      </span>
      {mayAct && <Acts appointment={appointment} />}
    </li>
  )
}

const loadMove = async () => (await import('#web/my-day/MoveAppointment.tsx')).MoveAppointment
const loadCancel = async () => (await import('#web/my-day/CancelAppointment.tsx')).CancelAppointment

const Acts = ({ appointment }: { appointment: AppointmentView }) => {
  const [open, setOpen] = useState<'move' | 'cancel' | undefined>()
  const [Move, fetchMove] = useOnDemand(loadMove)
  const [Cancel, fetchCancel] = useOnDemand(loadCancel)
  const close = () => setOpen(undefined)
  return (
    <div className={classes.acts}>
      <Button
        variant="subtle"
        size="xs"
        aria-label={`Déplacer le rendez-vous ${appointment.title}`}
        onClick={async () => (await fetchMove()) && setOpen('move')}
      >
        Déplacer
      </Button>
      <Button
        variant="subtle"
        size="xs"
        aria-label={`Annuler le rendez-vous ${appointment.title}`}
        onClick={async () => (await fetchCancel()) && setOpen('cancel')}
      >
        Annuler
      </Button>
      {open === 'move' && Move && <Move appointment={appointment} onClose={close} />}
      {open === 'cancel' && Cancel && <Cancel appointment={appointment} onClose={close} />}
    </div>
  )
}
