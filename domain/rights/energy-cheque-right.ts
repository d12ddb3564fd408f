import { energyCheque } from '#domain/budget/energy-cheque.ts'
import { latestTaxIncome } from '#domain/budget/household-facts.ts'
import { divideHalfUp, formatEuros } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { RightsFacts } from '#domain/rights/facts.ts'
import { estimated, lacking, type RightEstimate } from '#domain/rights/right-estimate.ts'

/** The yearly cheque, brought to a month to stand among the others. */
export const energyChequeRight = (facts: RightsFacts, params: ParameterReader): RightEstimate => {
  const { situation, taxIncomes } = facts
  const taxIncome = latestTaxIncome(taxIncomes, params.onDate)
  if (!situation || !taxIncome)
    return lacking('energy-cheque', facts, [
      ...(situation ? [] : (['situation'] as const)),
      ...(taxIncome ? [] : (['tax-income'] as const)),
    ])
  const { amountCents, explanation } = energyCheque(taxIncome.rfrCents, situation.members, params)
  return estimated('energy-cheque', facts, divideHalfUp(amountCents, 12), {
    explanation,
    because:
      amountCents > 0
        ? `${formatEuros(amountCents)} par an, un chèque par logement.`
        : 'Le revenu par unité dépasse le barème.',
  })
}
