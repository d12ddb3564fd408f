import { exitReasonLabels } from '#domain/programmes/kinds.ts'
import { MonthList } from '#web/programmes/LengthFields.tsx'
import { ManyChoices } from '#web/programmes/ManyChoices.tsx'
import type { SectionProps } from '#web/programmes/section.ts'

export const EndFields = ({ definition, set, wrong }: SectionProps) => (
  <>
    <ManyChoices
      label="Sorties possibles"
      labels={exitReasonLabels}
      value={definition.exits}
      error={wrong('exits')}
      onChange={(exits) => set({ exits })}
    />
    <MonthList
      label="Évaluations après la sortie, à combien de mois"
      value={definition.evaluationMonths}
      error={wrong('evaluationMonths')}
      onChange={(evaluationMonths) => set({ evaluationMonths })}
    />
  </>
)
