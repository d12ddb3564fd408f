import { useState } from 'react'
import { Link } from 'react-router'
import { api } from '#web/client.ts'
import { NextDue, StatusSignal } from '#web/measures/measure-signals.tsx'
import classes from '#web/measures/measures.module.css'
import { RequestMeasureForm } from '#web/measures/RequestMeasureForm.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** The measures of a household, open ones first, for those who may read them. */
export const HouseholdMeasures = ({ householdId }: { householdId: string }) => {
  const read = useAccess('read-measure')
  const write = useAccess('write-measure')
  const [isAsking, setAsking] = useState(false)
  if (!read.allowed) return null
  return (
    <Section
      title="Mesures d’accompagnement"
      actions={
        <ReasonedButton size="xs" because={write.because} onClick={() => setAsking(true)}>
          Demander une mesure
        </ReasonedButton>
      }
    >
      <MeasureRows householdId={householdId} />
      {isAsking && <RequestMeasureForm householdId={householdId} onClose={() => setAsking(false)} />}
    </Section>
  )
}

const MeasureRows = ({ householdId }: { householdId: string }) => {
  const slug = useOrganisationSlug()
  const today = useToday()
  const { data, error, refetch } = useApiQuery(api.measures.ofHousehold, { householdId })
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <Waiting label="Lecture des mesures" />
  if (data.measures.length === 0)
    return (
      <EmptyState title="Aucune mesure">
        Une mesure accompagne le ménage dans le cadre d’un dispositif : AVDL, ASLL, bail glissant… Les
        critères de chaque dispositif sont vérifiés avant la demande.
      </EmptyState>
    )
  return (
    <ul className={classes.stacked}>
      {data.measures.map((measure) => (
        <li key={measure.measureId}>
          <div>
            <Link to={paths.measure({ slug, measureId: measure.measureId })}>{measure.programmeName}</Link>{' '}
            <StatusSignal status={measure.status} />
            <p className={classes.small}>
              {measure.phaseLabel && `${measure.phaseLabel} · `}
              {measure.startedOn ? 'depuis le ' : 'demandée le '}
              {(measure.startedOn ?? measure.requestedOn) && (
                <Day
                  date={(measure.startedOn ?? measure.requestedOn) as NonNullable<typeof measure.startedOn>}
                />
              )}
              {(measure.endedOn ?? measure.endsOn) && (
                <>
                  {' '}
                  jusqu’au{' '}
                  <Day date={(measure.endedOn ?? measure.endsOn) as NonNullable<typeof measure.endsOn>} />
                </>
              )}
              {` · ${measure.leadName ?? 'sans référent'}`}
            </p>
          </div>
          {measure.nextDueOn && <NextDue row={measure} today={today} />}
        </li>
      ))}
    </ul>
  )
}
