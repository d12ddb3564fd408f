import { rsaCompositionOf } from '#domain/budget/rsa.ts'
import { centsInput, countInput, type ExplanationInput, explain } from '#domain/explanation.ts'
import { divideHalfUp } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { applyRate } from '#domain/ratio.ts'
import type { RightsFacts } from '#domain/rights/facts.ts'
import { someoneIsAtLeast } from '#domain/rights/family.ts'
import type { RightKind } from '#domain/rights/kinds.ts'
import { countResources } from '#domain/rights/resource-bases.ts'
import { estimated, lacking, notDue, type RightEstimate, toCheck } from '#domain/rights/right-estimate.ts'

type Shown = {
  right: RightKind
  label: string
  amount: number
  formula: string
  inputs: ExplanationInput[]
  sources: string[]
  prefix: string
}

const tell = (facts: RightsFacts, shown: Shown, because: string, params: ParameterReader) =>
  estimated(shown.right, facts, shown.amount, {
    because,
    explanation: explain({
      label: shown.label,
      result: { kind: 'cents', value: shown.amount },
      formula: shown.formula,
      inputs: shown.inputs,
      sources: shown.sources,
      parameters: params.used().filter(({ key }) => key.startsWith(shown.prefix)),
      asOf: params.onDate,
    }),
  })

/** The ASPA: what brings the household up to the year's amount, for a person alone or a couple (CSS L.815-1, L.815-9). */
export const aspaRight = (facts: RightsFacts, params: ParameterReader): RightEstimate => {
  const { situation } = facts
  if (!params.has('aspa.single'))
    return toCheck('aspa', facts, 'Aucun barème de l’ASPA n’est connu à cette date.')
  if (!situation) return lacking('aspa', facts, ['situation'])
  const age = params.read('aspa.age')
  if (
    !someoneIsAtLeast(
      situation.members.filter(({ bornOn }) => bornOn !== null),
      age,
      params,
    )
  )
    return notDue('aspa', facts, `Personne du ménage n’a ${age} ans.`)
  const { isCouple } = rsaCompositionOf(situation.members, params)
  const yearly = params.read(isCouple ? 'aspa.couple' : 'aspa.single')
  const counted = countResources('aspa', situation, params)
  const amount = Math.max(0, divideHalfUp(yearly, 12) - counted.monthlyCents)
  const shown: Shown = {
    right: 'aspa',
    label: 'ASPA par mois',
    amount,
    formula: 'montant annuel ÷ 12 − ressources du mois',
    inputs: [
      { label: 'En couple', kind: 'boolean', value: isCouple },
      centsInput('Montant annuel', yearly),
      centsInput('Ressources par mois', counted.monthlyCents),
      countInput('Âge minimal', age),
    ],
    sources: ['CSS L.815-1, L.815-9, D.815-1'],
    prefix: 'aspa.',
  }
  return tell(
    facts,
    shown,
    'Toutes les retraites doivent d’abord être demandées ; récupérable sur la succession.',
    params,
  )
}

/** The AAH, when somebody answers that the incapacity is or may be recognised (CSS L.821-1, L.821-2). */
export const aahRight = (facts: RightsFacts, params: ParameterReader): RightEstimate => {
  const { situation, answers } = facts
  if (!params.has('aah.maximum'))
    return toCheck('aah', facts, 'Aucun barème de l’AAH n’est connu à cette date.')
  const isPaid = situation?.resources.some(({ kind }) => kind === 'aah') ?? false
  if (answers.hasDisability === false && !isPaid)
    return notDue('aah', facts, 'Aucun taux d’incapacité n’est reconnu ni à faire reconnaître.')
  if (!situation || (answers.hasDisability === null && !isPaid))
    return lacking('aah', facts, [
      ...(situation ? [] : (['situation'] as const)),
      ...(answers.hasDisability === null ? (['disability'] as const) : []),
    ])
  const maximum = params.read('aah.maximum')
  const { isCouple } = rsaCompositionOf(situation.members, params)
  const ceiling = isCouple ? applyRate(maximum, params.read('aah.couple-rate')) : maximum
  const counted = countResources('aah', situation, params)
  const amount = Math.min(maximum, Math.max(0, ceiling - counted.monthlyCents))
  const shown: Shown = {
    right: 'aah',
    label: 'AAH par mois',
    amount,
    formula: 'plafond − ressources, dans la limite du montant maximal',
    inputs: [
      centsInput('Montant maximal', maximum),
      centsInput('Plafond', ceiling),
      centsInput('Ressources par mois', counted.monthlyCents),
      { label: 'En couple', kind: 'boolean', value: isCouple },
    ],
    sources: ['CSS L.821-1 à L.821-3'],
    prefix: 'aah.',
  }
  const because = isCouple
    ? 'Depuis octobre 2023, les ressources du conjoint ne comptent plus : le montant peut être plus élevé.'
    : 'La CDAPH décide du taux ; une part des revenus d’activité n’est pas comptée.'
  return tell(facts, shown, because, params)
}

/** The handbook gives the base and not the scale: spotted from a wage, never computed. */
export const activityBonusRight = (facts: RightsFacts): RightEstimate => {
  const { situation } = facts
  if (!situation) return lacking('activity-bonus', facts, ['situation'])
  const works = situation.resources.some(({ kind }) => kind === 'wages' || kind === 'self-employment')
  return works
    ? toCheck(
        'activity-bonus',
        facts,
        'Un revenu d’activité est noté ; Palier n’a pas le barème complet : simuler sur caf.fr.',
      )
    : notDue('activity-bonus', facts, 'Aucun revenu d’activité n’est noté.')
}
