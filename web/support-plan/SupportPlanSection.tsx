import { api } from '#web/client.ts'
import { ObjectivesSection } from '#web/support-plan/ObjectivesSection.tsx'
import { PapersAndReports } from '#web/support-plan/PapersAndReports.tsx'
import { ReviewsSection } from '#web/support-plan/ReviewsSection.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

type Props = { measureId: string; householdId: string }

/** What the measure works for, how it was looked at again, and its papers. */
export const SupportPlanSection = ({ measureId, householdId }: Props) => {
  const { data, error, refetch } = useApiQuery(api.supportPlan.open, { measureId })
  if (!data)
    return error ? (
      <ErrorState error={error} retry={() => void refetch()} />
    ) : (
      <Waiting label="Lecture du projet d’accompagnement" />
    )
  return (
    <>
      <ObjectivesSection measureId={measureId} plan={data} />
      <ReviewsSection measureId={measureId} plan={data} />
      <PapersAndReports measureId={measureId} householdId={householdId} plan={data} />
    </>
  )
}
