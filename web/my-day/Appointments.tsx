import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { AppointmentView } from '#contract/appointments.ts'
import { daysBetween, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { dayInParis, sayHours } from '#web/my-day/hours.ts'
import classes from '#web/my-day/my-day.module.css'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { Day } from '#web/ui/Day.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiCommand } from '#web/use-api.ts'

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
  const [isCancelling, setCancelling] = useState(false)
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
      {mayAct && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={`Annuler le rendez-vous ${title}`}
          onClick={() => setCancelling(true)}
        >
          Annuler
        </Button>
      )}
      {isCancelling && <Cancel appointment={appointment} onClose={() => setCancelling(false)} />}
    </li>
  )
}

const Cancel = ({ appointment, onClose }: { appointment: AppointmentView; onClose: () => void }) => {
  const [reason, setReason] = useState('')
  const command = useApiCommand(api.appointments.cancel)
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Annuler « ${appointment.title} » ?`}
      confirmLabel="Annuler le rendez-vous"
      isDangerous
      command={{ ...command, failure: command.issues[0]?.message ?? command.failure }}
      onConfirm={() =>
        command.run({
          appointmentId: appointment.id,
          version: appointment.version,
          reason: reason.trim(),
        })
      }
    >
      <TextInput
        label="Motif"
        placeholder="Le ménage est absent"
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}
