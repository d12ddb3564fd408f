import { Button, NumberInput } from '@mantine/core'
import { useState } from 'react'
import type { VolunteerPairView } from '#contract/volunteers.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { rhythmWords } from '#domain/volunteers/rhythm.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { Section } from '#web/ui/Section.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'
import { AddVolunteerForm, TellForm } from '#web/volunteers/PairForms.tsx'
import classes from '#web/volunteers/volunteers.module.css'

type Rhythm = Parameters<typeof rhythmWords>[0]

/** One accompaniment: who, since when, the rhythms agreed, what the volunteers are told, and its end. */
export const PairPanel = ({ pairId, onClose }: { pairId: string; onClose: () => void }) => {
  const { data, error, refetch } = useApiQuery(api.volunteers.openPair, { pairId })
  return (
    <SidePanel title={data ? data.household.label : 'Accompagnement'} onClose={onClose}>
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Lecture…" />}
      {data && <Pair key={data.version} pair={data} />}
    </SidePanel>
  )
}

const Pair = ({ pair }: { pair: VolunteerPairView }) => (
  <>
    <FactList
      facts={[
        { label: 'Depuis le', value: formatDate(pair.startedOn as PlainDate) },
        { label: 'Terminé le', value: pair.endedOn ? formatDate(pair.endedOn as PlainDate) : 'en cours' },
        { label: 'Professionnel à appeler', value: pair.professional?.name },
        { label: 'Ce que les bénévoles savent', value: pair.sharedNote },
      ]}
    />
    <Section title="Bénévoles">
      <ul className={classes.cards}>
        {pair.volunteers.map((volunteer) => (
          <li key={volunteer.membershipId}>
            <Volunteer pair={pair} volunteer={volunteer} />
          </li>
        ))}
        {pair.formerVolunteers.map(({ membershipId, name, untilOn }) => (
          <li key={membershipId} className={classes.soft}>
            {name}, jusqu’au {formatDate(untilOn as PlainDate)}
          </li>
        ))}
      </ul>
      {pair.endedOn === null && <AddVolunteerForm pair={pair} />}
    </Section>
    {pair.endedOn === null && (
      <Section title="Ce qui leur est dit">
        <TellForm pair={pair} />
      </Section>
    )}
    <Section title="Rythmes convenus">
      <ul className={classes.plain}>
        {pair.rhythms.map((rhythm) => (
          <li key={`${rhythm.agreedOn}/${rhythm.weeks}`}>
            {rhythmWords(rhythm as Rhythm)}, le {formatDate(rhythm.agreedOn as PlainDate)} ({rhythm.by})
          </li>
        ))}
      </ul>
      {pair.endedOn === null && <RhythmForm pair={pair} />}
    </Section>
    {pair.endedOn === null && <EndForm pair={pair} />}
  </>
)

type VolunteerProps = { pair: VolunteerPairView; volunteer: VolunteerPairView['volunteers'][number] }

const Volunteer = ({ pair, volunteer }: VolunteerProps) => {
  const today = useToday()
  const command = useApiCommand(api.volunteers.endVolunteer)
  const { pairId, version, endedOn } = pair
  const { membershipId, name, fromOn } = volunteer
  const told = command.refusal?.message ?? command.failure
  return (
    <>
      <span>
        {name} <span className={classes.soft}>depuis le {formatDate(fromOn as PlainDate)}</span>
      </span>
      {endedOn === null && (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            loading={command.isRunning}
            aria-label={`Dernier jour d’accès aujourd’hui : ${name}`}
            onClick={() => void command.run({ pairId, version, membershipId, untilOn: today })}
          >
            Dernier jour d’accès : aujourd’hui
          </Button>
        </div>
      )}
      {told && <span>{told}</span>}
    </>
  )
}

const RhythmForm = ({ pair: { pairId, version } }: { pair: VolunteerPairView }) => {
  const today = useToday()
  const [weeks, setWeeks] = useState<number | string>('')
  const command = useApiCommand(api.volunteers.agreeRhythm)
  return (
    <PageForm
      command={command}
      submitLabel="Noter ce rythme"
      onSubmit={(event) => {
        event.preventDefault()
        const agreed = typeof weeks === 'number' ? weeks : null
        void command.run({ pairId, version, weeks: agreed, agreedOn: today })
      }}
    >
      <NumberInput
        label="Une rencontre toutes les … semaines"
        description="Vide : quand le ménage le souhaite."
        min={1}
        max={52}
        value={weeks}
        onChange={setWeeks}
      />
    </PageForm>
  )
}

const EndForm = ({ pair: { pairId, version, startedOn } }: { pair: VolunteerPairView }) => {
  const today = useToday()
  const [endedOn, setEndedOn] = useState<PlainDate | null>(today)
  const command = useApiCommand(api.volunteers.endPair)
  return (
    <Section title="Terminer">
      <PageForm
        command={command}
        submitLabel="Terminer l’accompagnement"
        because={endedOn ? undefined : 'Dites quel jour.'}
        onSubmit={(event) => {
          event.preventDefault()
          if (endedOn) void command.run({ pairId, version, endedOn })
        }}
      >
        <DayInput
          label="Dernier jour"
          description="L’accès de chaque bénévole s’arrête à la fin de ce jour."
          min={startedOn as PlainDate}
          max={today}
          value={endedOn}
          onChange={setEndedOn}
        />
      </PageForm>
    </Section>
  )
}
