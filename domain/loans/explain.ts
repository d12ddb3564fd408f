import { type Explanation, type ExplanationInput, explain } from '#domain/explanation.ts'
import { bucketLabels } from '#domain/loans/kinds.ts'
import type { LoanState } from '#domain/loans/replay.ts'
import { depreciationLevelLabels } from '#domain/loans/rules.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'

const cents = (label: string, value: number): ExplanationInput => ({ label, kind: 'cents', value })
const days = (label: string, value: PlainDate | null): ExplanationInput[] =>
  value === null ? [] : [{ label, kind: 'date', value }]

export const explainLate = (state: LoanState, today: PlainDate): Explanation =>
  explain({
    label: 'En retard',
    result: { kind: 'cents', value: state.lateCents },
    formula:
      'échéances dont le jour de prélèvement est passé, moins ce qui est payé ; chaque règlement va à l’échéance que le ménage désigne, sinon à la plus ancienne ; rien ne s’ajoute pendant un gel',
    inputs: [
      cents('Échu à ce jour', state.dueCents),
      cents('Remboursé', state.repaidCents),
      ...days('Plus ancienne échéance impayée', state.oldestUnpaidOn),
      { label: 'Jours de retard', kind: 'count', value: state.daysPastDue },
      { label: 'Ancienneté', kind: 'text', value: bucketLabels[state.bucket] },
      ...days('Déchéance du terme', state.acceleratedOn),
    ],
    sources: ['Imputation : code civil, art. 1342-10', 'Jours de règlement : calendrier TARGET (BCE)'],
    parameters: [],
    asOf: today,
  })

export const explainTimeBar = (
  state: LoanState,
  reader: ParameterReader,
  today: PlainDate,
): Explanation | null => {
  if (state.timeBarOn === null) return null
  reader.read('loans.time-bar-months')
  return explain({
    label: 'Forclusion',
    result: { kind: 'date', value: state.timeBarOn },
    formula:
      'deux ans après le premier incident non régularisé ; un rééchelonnement ou un règlement de la plus ancienne échéance déplace le point de départ',
    inputs: days('Premier incident non régularisé', state.oldestUnpaidOn),
    sources: ['C. conso. R.312-35 (ancien L.311-52)'],
    parameters: reader.used().filter(({ key }) => key === 'loans.time-bar-months'),
    asOf: today,
  })
}

export const explainDepreciation = (
  state: LoanState,
  reader: ParameterReader,
  today: PlainDate,
): Explanation => {
  const level = state.suggestedLevel
  const key = `loans.${level}-depreciation`
  if (reader.has(key)) reader.read(key)
  return explain({
    label: 'Dépréciation proposée',
    result: { kind: 'cents', value: state.suggestedDepreciationCents },
    formula:
      'encours × taux du niveau : à surveiller selon les jours de retard, douteux au-delà ou en cas de surendettement, compromis après la déchéance du terme ; la dépréciation décidée peut s’en écarter',
    inputs: [
      cents('Encours', state.outstandingCents),
      { label: 'Jours de retard', kind: 'count', value: state.daysPastDue },
      { label: 'Niveau', kind: 'text', value: depreciationLevelLabels[level] },
      cents('Dépréciation décidée', state.depreciationCents),
    ],
    sources: ['Usage prudentiel : chaque organisme fixe ses taux'],
    parameters: reader.used().filter((used) => used.key === key),
    asOf: today,
  })
}
