import { useState } from 'react'
import type { Occupancy, TenancyStay } from '#contract/housing.ts'
import { moveKindLabels, occupancyKindLabels } from '#domain/housing/kinds.ts'
import classes from '#web/housing/housing.module.css'
import { OccupancyForm } from '#web/housing/OccupancyForm.tsx'
import type { Path } from '#web/housing/PathTab.tsx'
import { TenancyMoveForm } from '#web/housing/TenancyMoveForm.tsx'
import { useAccess, useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { LineList } from '#web/ui/LineList.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'

type Props = { householdId: string; path: Path }
type Opened = { occupancy?: Occupancy; tenancy?: TenancyStay }

/** Each stay in words: the leases of the stock, and those that someone noted. */
export const StaysSection = ({ householdId, path }: Props) => {
  const [opened, setOpened] = useState<Opened>()
  const { because } = useAccess('write-housing-path')
  const today = useToday()
  const stays = listStays(path)
  const close = () => setOpened(undefined)
  return (
    <Section
      title="Où le ménage a vécu"
      actions={
        <ReasonedButton size="xs" variant="default" because={because} onClick={() => setOpened({})}>
          Noter un logement
        </ReasonedButton>
      }
    >
      {stays.length === 0 ? (
        <EmptyState title="Aucun logement connu">
          Notez où vit le ménage aujourd’hui, puis d’où il vient : foyer, sous-location, terrain, chez un
          tiers…
        </EmptyState>
      ) : (
        <LineList>
          {stays.map(({ key, occupancy, tenancy }) => (
            <li key={key}>
              {occupancy ? <OccupancyWords stay={occupancy} /> : tenancy && <TenancyWords stay={tenancy} />}
              {occupancy && (
                <ReasonedButton
                  size="compact-sm"
                  variant="subtle"
                  because={because}
                  onClick={() => setOpened({ occupancy })}
                >
                  {occupancy.endedOn ? 'Corriger' : 'Corriger, noter la fin'}
                  <span className="on-screen-readers"> {occupancy.place}</span>
                </ReasonedButton>
              )}
              {tenancy?.endedOn && tenancy.endedOn <= today && (
                <ReasonedButton
                  size="compact-sm"
                  variant="subtle"
                  because={because}
                  onClick={() => setOpened({ tenancy })}
                >
                  {tenancy.move ? 'Corriger la suite' : 'Noter la suite'}
                  <span className="on-screen-readers"> {tenancy.place}</span>
                </ReasonedButton>
              )}
            </li>
          ))}
        </LineList>
      )}
      {opened && !opened.tenancy && (
        <OccupancyForm householdId={householdId} occupancy={opened.occupancy} onClose={close} />
      )}
      {opened?.tenancy && (
        <TenancyMoveForm householdId={householdId} tenancy={opened.tenancy} onClose={close} />
      )}
    </Section>
  )
}

type Listed = { key: string; from: string; occupancy?: Occupancy; tenancy?: TenancyStay }

/** The latest first. */
const listStays = ({ tenancies, occupancies }: Path): Listed[] =>
  [
    ...tenancies.map((tenancy) => ({ key: tenancy.id, from: tenancy.startedOn, tenancy })),
    ...occupancies.map((occupancy) => ({ key: occupancy.id, from: occupancy.startedOn, occupancy })),
  ].toSorted((a, b) => (a.from > b.from ? -1 : 1))

const Dates = ({ from, to }: { from: Occupancy['startedOn']; to: Occupancy['endedOn'] }) =>
  to ? (
    <>
      du <Day date={from} /> au <Day date={to} />
    </>
  ) : (
    <>
      depuis le <Day date={from} />
    </>
  )

const OccupancyWords = ({ stay }: { stay: Occupancy }) => {
  const bodies = [
    stay.landlordName && `propriétaire ou bailleur : ${stay.landlordName}`,
    stay.mainTenantName && `locataire principal : ${stay.mainTenantName}`,
    stay.caravanPlaces && `${stay.caravanPlaces} places de caravane`,
  ].filter(Boolean)
  return (
    <div>
      <p>
        <strong>{occupancyKindLabels[stay.kind]}</strong>, {stay.place},{' '}
        <Dates from={stay.startedOn} to={stay.endedOn} />
      </p>
      {bodies.length > 0 && <p className={classes.soft}>{bodies.join(', ')}</p>}
      {stay.endMove && <p className={classes.soft}>Suite : {moveKindLabels[stay.endMove]}</p>}
    </div>
  )
}

const TenancyWords = ({ stay }: { stay: TenancyStay }) => (
  <div>
    <p>
      <strong>{occupancyKindLabels[stay.kind]}</strong>, {stay.place},{' '}
      <Dates from={stay.startedOn} to={stay.endedOn} />
    </p>
    <p className={classes.soft}>
      Location {stay.number} de notre parc
      {stay.move && `, suite : ${moveKindLabels[stay.move]}`}
    </p>
  </div>
)
