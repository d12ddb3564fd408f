import { Link, useParams } from 'react-router'
import type { ApplicationView } from '#contract/application-shapes.ts'
import { fundingFieldLabels } from '#domain/funding/kinds.ts'
import { fundingPurposeLabels } from '#domain/funding/product-kinds.ts'
import { AboutSection } from '#web/applications/AboutSection.tsx'
import { NextStep, StatusSignal } from '#web/applications/application-signals.tsx'
import { FilingSection } from '#web/applications/FilingSection.tsx'
import { LinesSection } from '#web/applications/LinesSection.tsx'
import { PapersSection } from '#web/applications/PapersSection.tsx'
import { PlanSummary } from '#web/applications/PlanSummary.tsx'
import { ResourcesSection } from '#web/applications/ResourcesSection.tsx'
import { api } from '#web/client.ts'
import { DecisionSection } from '#web/offers/DecisionSection.tsx'
import { OffersSection } from '#web/offers/OffersSection.tsx'
import { ReviewSection } from '#web/offers/ReviewSection.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

export const ApplicationPage = () => {
  const slug = useOrganisationSlug()
  const { applicationId = '' } = useParams()
  const { data, error, refetch } = useApiQuery(api.applications.open, { applicationId })
  const room = { label: 'Financements', to: paths.funding({ slug }) }
  if (!data)
    return (
      <Page title="Dossier de financement" crumbs={[room]}>
        {error ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : (
          <Waiting label="Lecture du dossier" />
        )}
      </Page>
    )
  const household = {
    label: data.householdLabel,
    to: paths.householdFunding({ slug, householdId: data.householdId }),
  }
  return (
    <Page
      title={`${data.number} : ${data.householdLabel}`}
      crumbs={[room, household]}
      subtitle={<Subtitle application={data} />}
    >
      {data.filedOn === null && <FilingSection application={data} />}
      <LinesSection application={data} />
      <PlanSummary application={data} />
      <ResourcesSection application={data} />
      {data.filedOn === null ? (
        <PapersSection application={data} />
      ) : (
        <>
          <ReviewSection applicationId={applicationId} />
          <DecisionSection applicationId={applicationId} />
          <OffersSection applicationId={applicationId} />
        </>
      )}
      <AboutSection application={data} />
    </Page>
  )
}

const Subtitle = ({ application }: { application: ApplicationView }) => {
  const slug = useOrganisationSlug()
  const today = useToday()
  const { status, content, filedOn, measure, officerName } = application
  return (
    <>
      <StatusSignal status={status} /> · {fundingPurposeLabels[content.purpose]} ·{' '}
      {fundingFieldLabels[content.field]}
      {filedOn && (
        <>
          {' '}
          · déposé le <Day date={filedOn} />
        </>
      )}
      {application.nextDueOn && (
        <>
          {' '}
          · <NextStep {...application} today={today} />
        </>
      )}
      {measure && (
        <>
          {' '}
          · <Link to={paths.measure({ slug, measureId: measure.measureId })}>{measure.name}</Link>
        </>
      )}
      {` · ${officerName ? `suivi par ${officerName}` : 'suivi par personne'}`}
    </>
  )
}
