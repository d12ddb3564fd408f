import { Link, useParams } from 'react-router'
import type { MeasureView } from '#contract/measure-shapes.ts'
import { difficultyCauseLabels } from '#domain/households/kinds.ts'
import {
  exitReasonLabels,
  measureMotiveLabels,
  prescriberKindLabels,
  programmeFamilyLabels,
} from '#domain/programmes/kinds.ts'
import { api } from '#web/client.ts'
import { ChecksSection } from '#web/measures/ChecksSection.tsx'
import { ContactsSection } from '#web/measures/ContactsSection.tsx'
import { DueSection } from '#web/measures/DueSection.tsx'
import { FactsSection } from '#web/measures/FactsSection.tsx'
import { HandoverSection } from '#web/measures/HandoverSection.tsx'
import { StatusSignal } from '#web/measures/measure-signals.tsx'
import { PapersSection } from '#web/measures/PapersSection.tsx'
import { SupportPlanSlot } from '#web/measures/SupportPlanSlot.tsx'
import { WorkersSection } from '#web/measures/WorkersSection.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { Why } from '#web/ui/Why.tsx'
import { useApiQuery } from '#web/use-api.ts'

export const MeasurePage = () => {
  const slug = useOrganisationSlug()
  const { measureId = '' } = useParams()
  const { data, error, refetch } = useApiQuery(api.measures.open, { measureId })
  const room = { label: 'Accompagnements', to: paths.support({ slug }) }
  if (!data)
    return (
      <Page title="Mesure" crumbs={[room]}>
        {error ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : (
          <Waiting label="Lecture de la mesure" />
        )}
      </Page>
    )
  const household = {
    label: data.householdLabel ?? 'Ménage',
    to: paths.householdSupport({ slug, householdId: data.householdId }),
  }
  return (
    <Page
      title={`${data.programmeName} : ${data.householdLabel ?? 'ménage'}`}
      crumbs={[room, household]}
      subtitle={<Subtitle measure={data} />}
    >
      <DueSection measure={data} />
      <FactsSection measure={data} />
      <SupportPlanSlot measureId={data.measureId} householdId={data.householdId} />
      <PapersSection measure={data} />
      <ChecksSection measure={data} />
      <WorkersSection measure={data} />
      <HandoverSection measure={data} />
      <ContactsSection measure={data} />
      <AboutSection measure={data} />
    </Page>
  )
}

const Subtitle = ({ measure }: { measure: MeasureView }) => {
  const today = useToday()
  const { status, phaseLabel, startedOn, endsOn, endedOn, leadName } = measure
  return (
    <>
      <StatusSignal status={status} />
      {phaseLabel && ` · ${phaseLabel}`}
      {startedOn && (
        <>
          {' '}
          · du <Day date={startedOn} />
        </>
      )}
      {(endedOn ?? endsOn) && (
        <>
          {' '}
          au{' '}
          <Day date={(endedOn ?? endsOn) as NonNullable<typeof endsOn>} today={endedOn ? undefined : today} />{' '}
          {!endedOn && <Why explanation={measure.explanation} />}
        </>
      )}
      {` · ${leadName ?? 'sans référent'}`}
    </>
  )
}

const AboutSection = ({ measure }: { measure: MeasureView }) => {
  const slug = useOrganisationSlug()
  const { prescriber, prescriberName, triggeringEvent, requestedOn, limitOn } = measure
  const cause = difficultyCauseLabels[triggeringEvent as keyof typeof difficultyCauseLabels]
  return (
    <Section title="La demande et le dispositif">
      <FactList
        columns={2}
        facts={[
          { label: 'Demandée le', value: requestedOn && <Day date={requestedOn} /> },
          {
            label: 'Par',
            value:
              [prescriberName, prescriber && prescriberKindLabels[prescriber]].filter(Boolean).join(', ') ||
              null,
          },
          { label: 'Motif', value: measureMotiveLabels[measure.motive] },
          { label: 'Événement déclencheur', value: cause ?? null },
          {
            label: 'Dispositif',
            value: (
              <Link to={paths.programme({ slug, programmeId: measure.programmeId })}>
                {measure.programmeName}, version {measure.programmeNumber}
              </Link>
            ),
          },
          { label: 'Famille', value: programmeFamilyLabels[measure.family] },
          ...(limitOn ? [{ label: 'Durée maximale jusqu’au', value: <Day date={limitOn} /> }] : []),
          ...(measure.exit ? [{ label: 'Sortie', value: exitReasonLabels[measure.exit] }] : []),
        ]}
      />
    </Section>
  )
}
