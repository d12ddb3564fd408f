import { Button } from '@mantine/core'
import { Link } from 'react-router'
import type { Reception } from '#contract/reception.ts'
import {
  emergencyLabels,
  receptionOutcomeLabels,
  receptionStateLabels,
  receptionSubjectLabels,
  receptionWayLabels,
} from '#domain/reception/kinds.ts'
import { sayTime } from '#domain/reception/slots.ts'
import { api } from '#web/client.ts'
import { hourInParis } from '#web/my-day/hours.ts'
import { paths } from '#web/paths.ts'
import classes from '#web/reception/reception.module.css'
import { useMember } from '#web/session/session.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = {
  reception: Reception
  /** The one whose turn it is. */
  isNext?: boolean
  onEnd: (reception: Reception) => void
  onChange: (reception: Reception) => void
}

/** One person of the line: their number, for what, and what may be done now. */
export const ReceptionLine = ({ reception, isNext = false, onEnd, onChange }: Props) => {
  const { slug } = useMember()
  const { dayNumber, household, subject, emergency, expectedTime, arrivedAt, takenBy } = reception
  const when = [
    expectedTime && `rendez-vous à ${sayTime(expectedTime)}`,
    arrivedAt && `arrivée à ${hourInParis(arrivedAt)}`,
    takenBy && `avec ${takenBy.name}`,
    reception.minutes !== null && `${reception.minutes} min`,
    reception.outcome && receptionOutcomeLabels[reception.outcome].toLowerCase(),
    reception.way === 'phone' && receptionWayLabels.phone.toLowerCase(),
  ].filter(Boolean)
  return (
    <li>
      <div>
        <p className={classes.line}>
          <span className={classes.number}>{dayNumber === null ? '–' : `n° ${dayNumber}`}</span>
          <strong>{receptionSubjectLabels[subject]}</strong>
          {household ? (
            <Link to={paths.household({ slug, householdId: household.id })}>{household.label}</Link>
          ) : (
            <span className={classes.soft}>sans nom</span>
          )}
          {emergency && <Signal kind="late">{emergencyLabels[emergency]}</Signal>}
        </p>
        <p className={classes.soft}>{when.join(' · ')}</p>
      </div>
      <Acts reception={reception} isNext={isNext} onEnd={onEnd} onChange={onChange} />
    </li>
  )
}

const Acts = ({ reception, isNext, onEnd, onChange }: Props) => {
  const { receptionId, version, state } = reception
  const command = useApiCommand(api.reception.act)
  const act = (asked: 'arrive' | 'take' | 'put-back' | 'leave' | 'miss') =>
    void command.run({ receptionId, version, act: asked })
  const label = reception.dayNumber === null ? '' : ` : n° ${reception.dayNumber}`
  const button = (
    words: string,
    onClick: () => void,
    variant: 'filled' | 'default' | 'subtle' = 'subtle',
  ) => (
    <Button
      key={words}
      size="compact-sm"
      variant={variant}
      loading={command.isRunning}
      onClick={onClick}
      aria-label={`${words}${label}`}
    >
      {words}
    </Button>
  )
  const correct = button('Corriger', () => onChange(reception))
  const told = command.refusal?.message ?? command.failure
  return (
    <div>
      <div className={classes.acts}>
        {state === 'expected' && [
          button('Est là', () => act('arrive'), 'default'),
          button('Non venue', () => act('miss')),
          correct,
        ]}
        {state === 'waiting' && [
          button('Recevoir', () => act('take'), isNext ? 'filled' : 'default'),
          button('Est repartie', () => act('leave')),
          correct,
        ]}
        {state === 'with-someone' && [
          button('Terminer', () => onEnd(reception), 'default'),
          button('Remettre en attente', () => act('put-back')),
        ]}
        {(state === 'left' || state === 'missed') && (
          <Signal kind="none">{receptionStateLabels[state].toLowerCase()}</Signal>
        )}
        {state === 'received' && <Signal kind="done">reçue</Signal>}
      </div>
      {told && <Notice kind="late">{told}</Notice>}
    </div>
  )
}
