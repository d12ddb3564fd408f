import { chargeKindRows } from '#domain/budget/kinds.ts'
import { type RsaComposition, rsaBaseAmount, rsaCompositionOf } from '#domain/budget/rsa.ts'
import { seizableShare } from '#domain/budget/seizable-share.ts'
import {
  type BudgetSnapshot,
  monthlyIncomeCents,
  monthlyResourcesCents,
  monthlySum,
} from '#domain/budget/snapshot.ts'
import { centsInput, type Explanation, explain } from '#domain/explanation.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'

export type RepaymentMeans = {
  /** What counts as income: seized and compared with the RSA. */
  incomeCents: Cents
  /** Everything that comes in, when it is more than the income. */
  resourcesCents?: Cents
  expensesCents: Cents
  composition: RsaComposition
}

export type RepaymentCapacity = {
  capacityCents: Cents
  limitedBy: 'budget' | 'seizable-share' | 'rsa' | 'nothing-left'
  budgetCapacityCents: Cents
  seizableCents: Cents
  aboveRsaCents: Cents
  explanation: Explanation
}

/** The least of what the budget leaves, what may be seized and what exceeds the RSA (Code de la consommation L.731-1, L.731-2). */
export function repaymentCapacity(means: RepaymentMeans, params: ParameterReader): RepaymentCapacity {
  const { incomeCents, expensesCents, composition } = means
  const resourcesCents = means.resourcesCents ?? incomeCents
  const budgetCapacityCents = resourcesCents - expensesCents
  const seizable = seizableShare(incomeCents, composition.dependants + (composition.isCouple ? 1 : 0), params)
  const rsa = rsaBaseAmount(composition, params)
  const aboveRsaCents = incomeCents - rsa.amountCents
  const least = Math.min(budgetCapacityCents, seizable.perMonthCents, aboveRsaCents)
  const capacityCents = Math.max(0, least)
  const limits = { budgetCapacityCents, seizableCents: seizable.perMonthCents, aboveRsaCents }
  return {
    capacityCents,
    limitedBy: limitOf(least, limits),
    ...limits,
    explanation: explain({
      label: 'Capacité de remboursement par mois',
      result: { kind: 'cents', value: capacityCents },
      formula:
        'le plus petit de : ressources − dépenses ; quotité saisissable ; revenus − RSA du foyer (jamais moins de 0)',
      inputs: [
        centsInput('Ressources', resourcesCents),
        centsInput('Dépenses courantes', expensesCents),
        centsInput('Ressources − dépenses', budgetCapacityCents),
        centsInput('Quotité saisissable', seizable.perMonthCents),
        centsInput('Revenus − RSA du foyer', aboveRsaCents),
      ],
      sources: ['Code de la consommation L.731-1, L.731-2, R.731-1 à R.731-3'],
      parameters: params.used().filter(({ key }) => /^(seizable|rsa|overindebtedness)\./.test(key)),
      asOf: params.onDate,
      steps: [seizable.explanation, rsa.explanation],
    }),
  }
}

function limitOf(
  least: Cents,
  limits: Pick<RepaymentCapacity, 'budgetCapacityCents' | 'seizableCents'>,
): RepaymentCapacity['limitedBy'] {
  if (least <= 0) return 'nothing-left'
  if (least === limits.budgetCapacityCents) return 'budget'
  return least === limits.seizableCents ? 'seizable-share' : 'rsa'
}

/**
 * The capacity of a household as its budget tells it. Expenses are the declared ones, or the commission's scale beside the rent when
 * that is more: a budget that forgot the food must not look rich.
 */
export function capacityOfSnapshot(snapshot: BudgetSnapshot, params: ParameterReader): RepaymentCapacity {
  const declared = monthlySum(snapshot.charges, (kind) => chargeKindRows[kind].counts !== 'debt')
  const housing = monthlySum(snapshot.charges, (kind) => chargeKindRows[kind].counts === 'housing')
  const means = {
    incomeCents: monthlyIncomeCents(snapshot),
    resourcesCents: monthlyResourcesCents(snapshot),
    expensesCents: Math.max(declared, housing + livingScaleCents(snapshot.members.length, params)),
    composition: rsaCompositionOf(snapshot.members, params),
  }
  return repaymentCapacity(means, params)
}

/** The commission's monthly scale: food and daily life, the running of the home, its heating. */
export function livingScaleCents(persons: number, params: ParameterReader): Cents {
  const others = Math.max(0, persons - 1)
  const forOne = ['base', 'housing', 'heating'].map((part) => params.readNearest(`overindebtedness.${part}`))
  const forOthers = ['base', 'housing', 'heating'].map(
    (part) => others * params.readNearest(`overindebtedness.${part}-extra`),
  )
  return [...forOne, ...forOthers].reduce((sum, part) => sum + part, 0)
}
