import { fungibilityLabels, reportingLabels } from '#domain/conventions/kinds.ts'
import type { Clauses } from '#domain/conventions/terms.ts'
import { countingRuleLabels } from '#domain/envelopes/kinds.ts'
import { requalificationReadingLabels } from '#domain/urban-renewal/kinds.ts'

/** What an amendment changes of the clauses, a sentence each. */
export const tellClauses = (clauses: Partial<Clauses>): string[] => {
  const { aidCapBasisPoints, countingRule, reducesItself, reductionPriority, fungibility } = clauses
  const { requalification, reporting, words } = clauses
  return [
    ...(aidCapBasisPoints === undefined ? [] : [tellCap(aidCapBasisPoints)]),
    ...(countingRule ? [`Engagements comptés : ${countingRuleLabels[countingRule].toLowerCase()}`] : []),
    ...(reducesItself === undefined
      ? []
      : [`L’aide ${reducesItself ? 'se réduit' : 'ne se réduit plus'} d’elle-même au-delà du plafond`]),
    ...(reductionPriority ? [`Rang de réduction : ${reductionPriority}`] : []),
    ...(fungibility ? [fungibilityLabels[fungibility]] : []),
    ...(requalification
      ? [`Prêt de requalification : ${requalificationReadingLabels[requalification].toLowerCase()}`]
      : []),
    ...(reporting ? [`Bilan : ${reportingLabels[reporting].toLowerCase()}`] : []),
    ...(words === undefined ? [] : [words ? `Autres clauses : ${words}` : 'Autres clauses retirées']),
  ]
}

const tellCap = (basisPoints: number | null): string =>
  basisPoints === null
    ? 'Plus de plafond des aides publiques'
    : `Plafond des aides publiques : ${basisPoints / 100} % du coût`
