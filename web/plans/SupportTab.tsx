import { api } from '#web/client.ts'
import { HouseholdMeasures } from '#web/measures/HouseholdMeasures.tsx'
import { ActionsSection } from '#web/plans/ActionsSection.tsx'
import { AssessmentSection } from '#web/plans/AssessmentSection.tsx'
import { PlansSection } from '#web/plans/PlansSection.tsx'
import { useAccess } from '#web/session/session.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** The tab « Accompagnement » of a household: measures, assessment, actions, plans. */
export const SupportTab = ({ householdId }: { householdId: string }) => {
  const plans = useAccess('read-plan')
  return (
    <>
      <HouseholdMeasures householdId={householdId} />
      {plans.allowed && <ArrearsSupport householdId={householdId} />}
    </>
  )
}

const ArrearsSupport = ({ householdId }: { householdId: string }) => {
  const { data, error, refetch } = useApiQuery(api.plans.openSupport, { householdId })
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <Waiting label="Lecture de l’accompagnement" />
  return (
    <>
      <AssessmentSection householdId={householdId} assessment={data.assessment} />
      <ActionsSection householdId={householdId} actions={data.actions} />
      <PlansSection householdId={householdId} plans={data.plans} tenancies={data.tenancies} />
    </>
  )
}
