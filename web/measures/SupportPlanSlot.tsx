import { lazy, Suspense } from 'react'
import { Waiting } from '#web/ui/Waiting.tsx'

const Section = lazy(async () => ({
  default: (await import('#web/support-plan/SupportPlanSection.tsx')).SupportPlanSection,
}))

/** The support plan of a measure, loaded with the page that shows it. */
export const SupportPlanSlot = (props: { measureId: string; householdId: string }) => (
  <Suspense fallback={<Waiting label="Lecture du projet d’accompagnement" />}>
    <Section {...props} />
  </Suspense>
)
