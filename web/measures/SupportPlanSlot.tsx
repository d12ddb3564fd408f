import { type ComponentType, lazy, Suspense } from 'react'
import { Waiting } from '#web/ui/Waiting.tsx'

type Props = { measureId: string; householdId: string }

const [load] = Object.values(
  import.meta.glob<{ SupportPlanSection: ComponentType<Props> }>('../support-plan/SupportPlanSection.tsx'),
)
const Section = load && lazy(async () => ({ default: (await load()).SupportPlanSection }))

/** The support plan of a measure, loaded with the page that shows it. */
export const SupportPlanSlot = (props: Props) =>
  Section ? (
    <Suspense fallback={<Waiting label="Lecture du projet d’accompagnement" />}>
      <Section {...props} />
    </Suspense>
  ) : null
