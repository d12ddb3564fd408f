import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ReceptionPlace, ReceptionSlot } from '#contract/reception.ts'
import { formatDate } from '#domain/plain-date.ts'
import { type SlotPattern, sayPattern, sayTime } from '#domain/reception/slots.ts'
import { api } from '#web/client.ts'
import { AgendaSection } from '#web/reception/AgendaSection.tsx'
import { ExceptionForm } from '#web/reception/ExceptionForm.tsx'
import { PlaceForm } from '#web/reception/PlaceForm.tsx'
import { ReceptionFrame } from '#web/reception/ReceptionFrame.tsx'
import classes from '#web/reception/reception.module.css'
import { SlotForm } from '#web/reception/SlotForm.tsx'
import { useAccess } from '#web/session/session.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { LineList } from '#web/ui/LineList.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

export const SlotsPage = () => (
  <ReceptionFrame
    title="Permanences"
    subtitle="Où et quand l’on reçoit, les jours fermés, les heures libres."
  >
    <AgendaSection />
    <Slots />
    <Places />
  </ReceptionFrame>
)

const Slots = () => {
  const { data, error, refetch } = useApiQuery(api.reception.listSlots, {})
  const { data: places } = useApiQuery(api.reception.listPlaces, {})
  const { allowed } = useAccess('manage-reception')
  const [editing, setEditing] = useState<{ slot?: ReceptionSlot } | undefined>()
  const [excepting, setExcepting] = useState<ReceptionSlot | undefined>()
  const open = places?.rows ?? []
  return (
    <Section
      title="Permanences qui reviennent"
      actions={
        allowed &&
        open.length > 0 && (
          <Button variant="default" onClick={() => setEditing({})}>
            Ouvrir une permanence
          </Button>
        )
      }
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Lecture des permanences…" />}
      {data?.rows.length === 0 && (
        <EmptyState title="Aucune permanence">
          {open.length === 0
            ? 'Ajoutez d’abord un lieu, plus bas.'
            : 'Ouvrez-en une : le jour, les heures, toutes les combien de semaines.'}
        </EmptyState>
      )}
      <LineList>
        {data?.rows.map((slot) => (
          <SlotLine
            key={slot.slotId}
            slot={slot}
            onEdit={allowed ? () => setEditing({ slot }) : undefined}
            onExcept={allowed ? () => setExcepting(slot) : undefined}
          />
        ))}
      </LineList>
      {editing && <SlotForm slot={editing.slot} places={open} onClose={() => setEditing(undefined)} />}
      {excepting && <ExceptionForm slot={excepting} onClose={() => setExcepting(undefined)} />}
    </Section>
  )
}

type SlotLineProps = {
  slot: ReceptionSlot
  onEdit: (() => void) | undefined
  onExcept: (() => void) | undefined
}

const SlotLine = ({ slot, onEdit, onExcept }: SlotLineProps) => {
  const { place, label, minutesEach, desks, untilOn, exceptions } = slot
  const how = minutesEach ? `rendez-vous de ${minutesEach} min` : 'sans rendez-vous'
  const who = desks > 1 ? `${desks} personnes reçoivent` : 'une personne reçoit'
  return (
    <li>
      <div>
        <p>
          <strong>{label ?? place}</strong> : {sayPattern(slot as SlotPattern)}
        </p>
        <p className={classes.soft}>
          {[label && place, how, who, untilOn && `jusqu’au ${formatDate(untilOn)}`]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {exceptions.map((exception) => (
          <ExceptionLine
            key={exception.onDate}
            slot={slot}
            exception={exception}
            mayDrop={Boolean(onExcept)}
          />
        ))}
      </div>
      {onEdit && (
        <div className={classes.acts}>
          <Button size="compact-sm" variant="subtle" onClick={onExcept}>
            Un jour à part<span className="on-screen-readers"> : {label ?? place}</span>
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={onEdit}>
            Modifier<span className="on-screen-readers"> : {label ?? place}</span>
          </Button>
        </div>
      )}
    </li>
  )
}

type ExceptionProps = {
  slot: ReceptionSlot
  exception: ReceptionSlot['exceptions'][number]
  mayDrop: boolean
}

const ExceptionLine = ({ slot, exception, mayDrop }: ExceptionProps) => {
  const drop = useApiCommand(api.reception.dropException)
  const { onDate, startTime, endTime, reason } = exception
  const hours = startTime && endTime ? `de ${sayTime(startTime)} à ${sayTime(endTime)}` : 'fermée'
  return (
    <div className={classes.acts}>
      <Signal kind="soon">
        {formatDate(onDate)} : {hours}, {reason}
      </Signal>
      {mayDrop && (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={drop.isRunning}
          onClick={() => void drop.run({ slotId: slot.slotId, onDate })}
        >
          Rendre ses heures<span className="on-screen-readers"> : {formatDate(onDate)}</span>
        </Button>
      )}
      {drop.failure && <Notice kind="late">{drop.failure}</Notice>}
    </div>
  )
}

const Places = () => {
  const { data, error, refetch } = useApiQuery(api.reception.listPlaces, { withClosed: true })
  const { allowed } = useAccess('manage-reception')
  const [editing, setEditing] = useState<{ place?: ReceptionPlace } | undefined>()
  return (
    <Section
      title="Lieux"
      actions={
        allowed && (
          <Button variant="default" onClick={() => setEditing({})}>
            Ajouter un lieu
          </Button>
        )
      }
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {data?.rows.length === 0 && (
        <EmptyState title="Aucun lieu d’accueil">Ajoutez le lieu où vous recevez.</EmptyState>
      )}
      <LineList>
        {data?.rows.map((place) => (
          <li key={place.placeId}>
            <div>
              <p>
                <strong>{place.name}</strong>{' '}
                {place.closedOn && <Signal kind="none">fermé le {formatDate(place.closedOn)}</Signal>}
              </p>
              <p className={classes.soft}>
                {[place.address, place.commune, place.phone].filter(Boolean).join(' · ')}
              </p>
              <p className={classes.soft}>
                {[sayAccess(place.isWheelchairAccessible), place.accessWords].filter(Boolean).join(' · ')}
              </p>
            </div>
            {allowed && (
              <Button size="compact-sm" variant="subtle" onClick={() => setEditing({ place })}>
                Modifier<span className="on-screen-readers"> : {place.name}</span>
              </Button>
            )}
          </li>
        ))}
      </LineList>
      {editing && <PlaceForm place={editing.place} onClose={() => setEditing(undefined)} />}
    </Section>
  )
}

const sayAccess = (isAccessible: boolean | null) => {
  if (isAccessible === null) return undefined
  return isAccessible ? 'accessible en fauteuil roulant' : 'pas d’accès en fauteuil roulant'
}
