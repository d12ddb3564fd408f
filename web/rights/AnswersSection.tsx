import { useState } from 'react'
import type { RightsView } from '#contract/rights.ts'
import { AnswersForm } from '#web/rights/AnswersForm.tsx'
import { toldAnswers } from '#web/rights/told-answers.ts'
import { useAccess } from '#web/session/session.ts'
import { FactList } from '#web/ui/FactList.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'

/** What the estimates ask and the rest of the file does not hold. */
export const AnswersSection = ({ householdId, view }: { householdId: string; view: RightsView }) => {
  const { because } = useAccess('edit-social-situation')
  const [isOpen, setOpen] = useState(false)
  return (
    <div id="reponses">
      <Section
        title="Ce que le calcul demande"
        actions={
          <ReasonedButton size="xs" variant="default" because={because} onClick={() => setOpen(true)}>
            Répondre
          </ReasonedButton>
        }
      >
        <FactList columns={2} facts={toldAnswers(view.answers)} />
      </Section>
      {isOpen && <AnswersForm householdId={householdId} view={view} onClose={() => setOpen(false)} />}
    </div>
  )
}
