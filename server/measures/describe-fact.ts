import { evaluationResultLabels, type MeasureFact } from '#domain/measures/kinds.ts'
import { formatDate } from '#domain/plain-date.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import { exitReasonLabels, prescriberKindLabels } from '#domain/programmes/kinds.ts'

/** What a fact carries beyond its day, in words. */
export const describeFact = ({ phases }: ProgrammeDefinition, fact: MeasureFact): string | null => {
  const phaseLabel = (key: string) => phases.find((phase) => phase.key === key)?.label ?? key
  switch (fact.kind) {
    case 'requested':
      return `Par : ${prescriberKindLabels[fact.prescriber]}`
    case 'refused-by-household':
    case 'suspended':
      return fact.reason
    case 'started': {
      const told = [fact.months && `pour ${fact.months} mois`, fact.phase && phaseLabel(fact.phase)]
      return told.filter(Boolean).join(', ') || null
    }
    case 'phase-entered':
      return phaseLabel(fact.phase)
    case 'derogated':
      return `Jusqu’au ${formatDate(fact.until)} : ${fact.reason}`
    case 'renewed':
      return `Pour ${fact.months} mois`
    case 'ended':
      return exitReasonLabels[fact.exit]
    case 'evaluated':
      return `À ${fact.months} mois : ${evaluationResultLabels[fact.result]}`
    default:
      return null
  }
}
