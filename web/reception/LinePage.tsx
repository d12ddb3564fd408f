import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Reception, ReceptionPlace, ReceptionSlotDay } from '#contract/reception.ts'
import { sayTime } from '#domain/reception/slots.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { ChangeForm } from '#web/reception/ChangeForm.tsx'
import { EndForm } from '#web/reception/EndForm.tsx'
import { PlaceChoice, usePlaces } from '#web/reception/PlaceChoice.tsx'
import { ReceptionFrame } from '#web/reception/ReceptionFrame.tsx'
import { ReceptionLine } from '#web/reception/ReceptionLine.tsx'
import classes from '#web/reception/reception.module.css'
import { WelcomeForm } from '#web/reception/WelcomeForm.tsx'
import { useMember } from '#web/session/session.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { LineList } from '#web/ui/LineList.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

const schema = { lieu: text() }
const everyHalfMinute = 30_000

export const LinePage = () => {
  const [url, setUrl] = useUrlState(schema)
  const [isWelcoming, setWelcoming] = useState(false)
  const { places, place, isRead, error, refetch } = usePlaces(url.lieu)
  return (
    <ReceptionFrame
      title="Accueil"
      subtitle="Les urgences d’abord, puis chacun à son tour. Aucun nom n’est demandé."
      actions={place && <Button onClick={() => setWelcoming(true)}>Accueillir une personne</Button>}
    >
      {error && !isRead && <ErrorState error={error} retry={() => void refetch()} />}
      {!isRead && !error && <Waiting label="Lecture des lieux…" />}
      {isRead && !place && <NoPlace />}
      {place && (
        <>
          <PlaceChoice places={places} value={place.placeId} onChange={(lieu) => setUrl({ lieu })} />
          <DayLine place={place} />
        </>
      )}
      {isWelcoming && place && <WelcomeForm placeId={place.placeId} onClose={() => setWelcoming(false)} />}
    </ReceptionFrame>
  )
}

const NoPlace = () => {
  const { slug } = useMember()
  return (
    <EmptyState
      title="Aucun lieu d’accueil"
      action={<Link to={paths.receptionSlots({ slug })}>Aller aux permanences</Link>}
    >
      Ajoutez d’abord le lieu où vous recevez, puis ses permanences.
    </EmptyState>
  )
}

const DayLine = ({ place }: { place: ReceptionPlace }) => {
  const [ending, setEnding] = useState<Reception | undefined>()
  const [changing, setChanging] = useState<Reception | undefined>()
  const { placeId } = place
  const { data, error, refetch } = useApiQuery(
    api.reception.line,
    { placeId },
    { refetchEveryMs: everyHalfMinute, keepPrevious: true },
  )
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <Waiting label="Lecture de la file…" />
  const lines = (rows: readonly Reception[], isNextFirst = false) => (
    <LineList>
      {rows.map((reception, index) => (
        <ReceptionLine
          key={reception.receptionId}
          reception={reception}
          isNext={isNextFirst && index === 0}
          onEnd={setEnding}
          onChange={setChanging}
        />
      ))}
    </LineList>
  )
  return (
    <>
      <Hours days={data.slots} />
      <Section title={`En attente (${data.waiting.length})`}>
        {data.waiting.length === 0 ? (
          <p className={classes.soft}>Personne n’attend. « Accueillir une personne » donne un numéro.</p>
        ) : (
          lines(data.waiting, true)
        )}
      </Section>
      {data.running.length > 0 && (
        <Section title={`En entretien (${data.running.length})`}>{lines(data.running)}</Section>
      )}
      {data.expected.length > 0 && (
        <Section title={`Rendez-vous attendus (${data.expected.length})`}>{lines(data.expected)}</Section>
      )}
      {data.done.length > 0 && (
        <Section title={`Terminés aujourd’hui (${data.done.length})`}>{lines(data.done)}</Section>
      )}
      {ending && <EndForm reception={ending} onClose={() => setEnding(undefined)} />}
      {changing && <ChangeForm reception={changing} onClose={() => setChanging(undefined)} />}
    </>
  )
}

const Hours = ({ days }: { days: readonly ReceptionSlotDay[] }) => {
  if (days.length === 0) return <p className={classes.soft}>Aucune permanence prévue ici aujourd’hui.</p>
  return (
    <ul className={classes.hours}>
      {days.map(({ slotId, startTime, endTime, closed, label }) => (
        <li key={slotId}>
          {closed ? (
            <Signal kind="soon">Permanence fermée : {closed.reason.toLowerCase()}</Signal>
          ) : (
            <>
              Permanence {label ? `« ${label} » ` : ''}de {sayTime(startTime)} à {sayTime(endTime)}
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
