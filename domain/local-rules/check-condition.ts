import { inseeConsumptionUnits } from '#domain/budget/consumption-units.ts'
import { effortRate } from '#domain/budget/effort-rate.ts'
import type { ResourceKind } from '#domain/budget/kinds.ts'
import { rsaBaseAmount, rsaCompositionOf } from '#domain/budget/rsa.ts'
import { type BudgetSnapshot, monthlyHousingBenefitCents, monthlySum } from '#domain/budget/snapshot.ts'
import {
  centsInput,
  countInput,
  type Explanation,
  type ExplanationInput,
  explain,
} from '#domain/explanation.ts'
import { energyLabels } from '#domain/funding/project.ts'
import type { FslCheck, FslFacts, FslVerdict } from '#domain/local-rules/evaluate.ts'
import { type FslCondition, fslConditionLabels } from '#domain/local-rules/fsl-rule.ts'
import { type Cents, divideHalfUp, formatEuros, multiplyThenDivide } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { applyRate, formatPercent, ratioBasisPoints } from '#domain/ratio.ts'

type Of<Is extends FslCondition['is']> = Extract<FslCondition, { is: Is }>
type Told = { verdict: FslVerdict; formula: string; inputs?: ExplanationInput[]; steps?: Explanation[] }

/** Never counted among the resources (handbook §3.1): the housing aid, the ARS, the AEEH. */
const notCounted: readonly ResourceKind[] = ['housing-benefit', 'ars', 'aeeh']

/** One local condition on what is known of the household. */
export const checkCondition = (
  condition: FslCondition,
  facts: FslFacts,
  params: ParameterReader,
): FslCheck => {
  const told = judge(condition, facts, params)
  const words = { yes: 'Oui', no: 'Non', 'to-check': 'À vérifier' } as const
  return {
    verdict: told.verdict,
    explanation: explain({
      label: fslConditionLabels[condition.is],
      result: { kind: 'text', value: words[told.verdict] },
      formula: told.formula,
      inputs: told.inputs ?? [],
      sources: ['règlement intérieur du fonds'],
      parameters: (told.steps ?? []).flatMap(({ parameters }) => parameters),
      asOf: params.onDate,
      ...(told.steps ? { steps: told.steps } : {}),
    }),
  }
}

const judge = (condition: FslCondition, facts: FslFacts, params: ParameterReader): Told => {
  if (condition.is === 'energy-label') return judgeLabel(condition, facts)
  const { snapshot } = facts
  if (!snapshot)
    return { verdict: 'to-check', formula: 'la situation du ménage (ressources, charges) n’est pas connue' }
  switch (condition.is) {
    case 'quotient-per-person':
      return judgeQuotient(condition, snapshot)
    case 'quotient-per-unit':
      return judgeUnits(condition, snapshot, params)
    case 'resources-per-rsa':
      return judgeRsa(condition, snapshot, params)
    case 'resources-per-poverty-line':
      return judgePoverty(condition, snapshot, params)
    case 'effort-below':
      return judgeEffort(condition, facts, snapshot, params)
  }
}

export const countedResources = (snapshot: BudgetSnapshot): Cents =>
  monthlySum(snapshot.resources, (kind) => !notCounted.includes(kind))

const atMost = (value: Cents, ceiling: Cents, words: string): Pick<Told, 'verdict' | 'formula'> => ({
  verdict: value <= ceiling ? 'yes' : 'no',
  formula: `${words} : ${formatEuros(value)}, plafond ${formatEuros(ceiling)}`,
})

const judgeQuotient = (condition: Of<'quotient-per-person'>, snapshot: BudgetSnapshot): Told => {
  const persons = snapshot.members.length
  if (persons === 0) return { verdict: 'to-check', formula: 'la composition du ménage n’est pas connue' }
  const isCouple = snapshot.members.some(({ isPartner }) => isPartner)
  const children = persons - (isCouple ? 2 : 1)
  const childCeilings = [condition.oneChild, condition.twoChildren, condition.threeChildren]
  const ceiling =
    children > 0
      ? (childCeilings[Math.min(children, 3) - 1] ?? condition.threeChildren)
      : isCouple
        ? condition.couple
        : condition.single
  const resources = countedResources(snapshot)
  const aid = monthlyHousingBenefitCents(snapshot)
  const rent = monthlySum(snapshot.charges, (kind) => kind === 'rent')
  return {
    ...atMost(
      divideHalfUp(resources + aid - rent, persons),
      ceiling,
      '(ressources + aide au logement − loyer principal) ÷ personnes',
    ),
    inputs: [
      centsInput('Ressources comptées', resources),
      centsInput('Aide au logement', aid),
      centsInput('Loyer principal', rent),
      countInput('Personnes', persons),
    ],
  }
}

const judgeUnits = (
  { ceiling }: Of<'quotient-per-unit'>,
  snapshot: BudgetSnapshot,
  params: ParameterReader,
): Told => {
  if (snapshot.members.length === 0)
    return { verdict: 'to-check', formula: 'la composition du ménage n’est pas connue' }
  const resources = countedResources(snapshot)
  const units = inseeConsumptionUnits(snapshot.members, params)
  return {
    ...atMost(
      multiplyThenDivide(resources, 100, units.unitsHundredths),
      ceiling,
      'ressources ÷ unités de consommation',
    ),
    inputs: [centsInput('Ressources comptées', resources)],
    steps: [units.explanation],
  }
}

const judgeRsa = (
  { multiple }: Of<'resources-per-rsa'>,
  snapshot: BudgetSnapshot,
  params: ParameterReader,
): Told => {
  const rsa = rsaBaseAmount(rsaCompositionOf(snapshot.members, params), params)
  const resources = countedResources(snapshot)
  return {
    ...atMost(
      resources,
      applyRate(rsa.amountCents, multiple),
      `ressources, au plus ${formatPercent(multiple)} du RSA du foyer`,
    ),
    inputs: [centsInput('Ressources comptées', resources)],
    steps: [rsa.explanation],
  }
}

const judgePoverty = (
  { share }: Of<'resources-per-poverty-line'>,
  snapshot: BudgetSnapshot,
  params: ParameterReader,
): Told => {
  if (snapshot.members.length === 0)
    return { verdict: 'to-check', formula: 'la composition du ménage n’est pas connue' }
  const line = params.readNearest('fsl.poverty-line')
  const units = inseeConsumptionUnits(snapshot.members, params)
  const ofHousehold = multiplyThenDivide(line, units.unitsHundredths, 100)
  const resources = countedResources(snapshot)
  return {
    ...atMost(
      resources,
      applyRate(ofHousehold, share),
      `ressources, au plus ${formatPercent(share)} du seuil de pauvreté du ménage`,
    ),
    inputs: [centsInput('Ressources comptées', resources), centsInput('Seuil, une personne', line)],
    steps: [units.explanation],
  }
}

const judgeEffort = (
  { ceiling, countsFslLoan }: Of<'effort-below'>,
  { loanInstalmentCents }: FslFacts,
  snapshot: BudgetSnapshot,
  params: ParameterReader,
): Told => {
  const rate = effortRate('fsl-local', snapshot, params)
  const loan = countsFslLoan ? loanInstalmentCents : 0
  const reached = ratioBasisPoints(rate.costCents + (loan ?? 0), rate.incomeCents)
  if (reached === undefined) return { verdict: 'to-check', formula: 'aucune ressource n’est connue' }
  const inputs = [
    centsInput('Loyer et charges, aide déduite', rate.costCents),
    centsInput('Mensualité du prêt FSL', loan ?? 0),
    centsInput('Ressources', rate.incomeCents),
  ]
  const formula = `(loyer + charges − aide + prêt FSL) ÷ ressources : ${formatPercent(reached)}, moins de ${formatPercent(ceiling)}`
  if (reached >= ceiling) return { verdict: 'no', formula, inputs }
  if (loan === null)
    return { verdict: 'to-check', formula: `${formula} ; mensualité du prêt à ajouter`, inputs }
  return { verdict: 'yes', formula, inputs }
}

const judgeLabel = ({ worst }: Of<'energy-label'>, { energyLabel }: FslFacts): Told => {
  const formula = `étiquette ${worst} ou meilleure`
  if (energyLabel === null)
    return { verdict: 'to-check', formula: `${formula} ; l’étiquette n’est pas connue` }
  const holds = energyLabels.indexOf(energyLabel) <= energyLabels.indexOf(worst)
  return {
    verdict: holds ? 'yes' : 'no',
    formula,
    inputs: [{ label: 'Étiquette énergie', kind: 'text', value: energyLabel }],
  }
}
