import { Button } from '@mantine/core'
import { useState } from 'react'
import type { GlidingLease } from '#contract/housing.ts'
import { glidingEventLabels, glidingStatusLabels, isGlidingEnded } from '#domain/housing/gliding-lease.ts'
import { ConventionForm } from '#web/housing/ConventionForm.tsx'
import { CancelGlidingFact, GlidingFactForm } from '#web/housing/GlidingFactForm.tsx'
import { glidingSignals } from '#web/housing/gliding-signals.ts'
import classes from '#web/housing/housing.module.css'
import { useAccess, useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { type Moment, Timeline } from '#web/ui/Timeline.tsx'

type Props = { householdId: string; leases: readonly GlidingLease[]; usualMonths: number }

/** SM-11 on screen: what is due, the reviews, what happened, what may follow. */
export const GlidingSection = ({ householdId, leases, usualMonths }: Props) => {
  const [isSigning, setSigning] = useState(false)
  const access = useAccess('write-housing-path')
  const isRunning = leases.some(({ status }) => !isGlidingEnded(status))
  const because = access.because ?? (isRunning ? 'Un bail glissant est déjà en cours.' : undefined)
  return (
    <Section
      title="Bail glissant"
      actions={
        <ReasonedButton size="xs" variant="default" because={because} onClick={() => setSigning(true)}>
          Ouvrir un bail glissant
        </ReasonedButton>
      }
    >
      {leases.length === 0 && (
        <EmptyState title="Pas de bail glissant">
          Quand la convention tripartite est signée, ouvrez-le ici : les examens et l’information du préfet
          sont datés à votre place.
        </EmptyState>
      )}
      {leases.map((lease) => (
        <Lease key={lease.id} householdId={householdId} lease={lease} because={access.because} />
      ))}
      {isSigning && (
        <ConventionForm
          householdId={householdId}
          usualMonths={usualMonths}
          onClose={() => setSigning(false)}
        />
      )}
    </Section>
  )
}

type LeaseProps = { householdId: string; lease: GlidingLease; because: string | undefined }

const Lease = ({ householdId, lease, because }: LeaseProps) => {
  const [isRecording, setRecording] = useState(false)
  const [cancelled, setCancelled] = useState<GlidingLease['events'][number]>()
  const today = useToday()
  return (
    <div className={classes.lease}>
      <p>
        <Signal kind={glidingSignals[lease.status]}>{glidingStatusLabels[lease.status]}</Signal>,{' '}
        {lease.place}
      </p>
      <p className={classes.soft}>
        Bailleur : {lease.landlordName}. Locataire principal : {lease.mainTenantName}. Convention de{' '}
        {lease.conventionMonths} mois.
      </p>
      <Timeline label="Étapes du bail glissant" moments={momentsOf(lease, today, setCancelled, because)} />
      {lease.permitted.length > 0 && (
        <ReasonedButton size="xs" because={because} onClick={() => setRecording(true)}>
          Noter une étape
        </ReasonedButton>
      )}
      {isRecording && (
        <GlidingFactForm householdId={householdId} lease={lease} onClose={() => setRecording(false)} />
      )}
      {cancelled && (
        <CancelGlidingFact
          householdId={householdId}
          lease={lease}
          event={cancelled}
          onClose={() => setCancelled(undefined)}
        />
      )}
    </div>
  )
}

const momentsOf = (
  lease: GlidingLease,
  today: string,
  cancel: (event: GlidingLease['events'][number]) => void,
  because: string | undefined,
): Moment[] =>
  [...pastOf(lease, cancel, because), ...toComeOf(lease, today)]
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
    .map(({ moment }) => moment)

type Dated = { on: string; moment: Moment }

const pastOf = (
  { events }: GlidingLease,
  cancel: (event: GlidingLease['events'][number]) => void,
  because: string | undefined,
): Dated[] =>
  events.map((event) => ({
    on: event.on,
    moment: {
      key: event.id,
      when: <Day date={event.on} />,
      title: event.cancelled ? <s>{glidingEventLabels[event.kind]}</s> : glidingEventLabels[event.kind],
      by: event.cancelled
        ? `annulé par ${event.cancelled.by} : ${event.cancelled.reason}`
        : `noté par ${event.by}`,
      children: (event.reasons || event.present.length > 0 || isCancellable(event, because)) && (
        <>
          {event.present.length > 0 && <p>Présents : {event.present.join(', ')}</p>}
          {event.reasons && <p className={classes.prose}>{event.reasons}</p>}
          {isCancellable(event, because) && (
            <Button size="compact-sm" variant="subtle" onClick={() => cancel(event)}>
              Annuler cette étape
              <span className="on-screen-readers"> {glidingEventLabels[event.kind]}</span>
            </Button>
          )}
        </>
      ),
    },
  }))

const isCancellable = (event: GlidingLease['events'][number], because: string | undefined) =>
  because === undefined && event.cancelled === null && event.kind !== 'convention-signed'

const toComeOf = ({ reviews, status }: GlidingLease, today: string): Dated[] =>
  isGlidingEnded(status)
    ? []
    : reviews.flatMap(({ number, dueOn, why, heldOn, noticeOn, noticeWhy, toldOn }) => [
        ...(toldOn
          ? []
          : [
              due(
                `notice-${number}`,
                noticeOn,
                'Informer le préfet de la décision du bailleur',
                noticeWhy,
                today,
              ),
            ]),
        ...(heldOn ? [] : [due(`review-${number}`, dueOn, `Examen périodique n° ${number}`, why, today)]),
      ])

const due = (
  key: string,
  on: GlidingLease['reviews'][number]['dueOn'],
  title: string,
  why: string,
  today: string,
): Dated => ({
  on,
  moment: {
    key,
    when: <Day date={on} />,
    title,
    by: why,
    isToCome: true,
    signal: on <= today ? 'late' : undefined,
    children: on <= today && <Signal kind="late">non fait</Signal>,
  },
})
