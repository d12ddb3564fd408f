import type { TechnicalReportRow } from '#contract/technical-reports.ts'
import {
  technicalDecisionLabels,
  technicalStateLabels,
  technicalSubjectLabels,
} from '#domain/technical-reports/kinds.ts'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'

const kinds: Readonly<Record<TechnicalReportRow['state'], SignalKind>> = {
  waiting: 'soon',
  'work-to-come': 'none',
  settled: 'done',
}

export const StateSignal = ({ state, isLate, decision }: TechnicalReportRow) => (
  <Signal kind={isLate ? 'late' : kinds[state]}>
    {isLate ? 'Réponse en retard' : technicalStateLabels[state]}
    {state === 'settled' && decision && ` : ${technicalDecisionLabels[decision].toLowerCase()}`}
  </Signal>
)

export const subjectWords = ({ subjects }: Pick<TechnicalReportRow, 'subjects'>): string =>
  subjects
    .map((subject, index) =>
      index === 0 ? technicalSubjectLabels[subject] : technicalSubjectLabels[subject].toLowerCase(),
    )
    .join(', ')
