import { energyChequeUnits } from '#domain/budget/consumption-units.ts'
import type { BudgetMember } from '#domain/budget/snapshot.ts'
import { centsInput, type Explanation, explain } from '#domain/explanation.ts'
import { type Cents, multiplyThenDivide } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'

export type EnergyCheque = { amountCents: Cents; incomePerUnitCents: Cents; explanation: Explanation }

const bands = [1, 2, 3, 4] as const

/** The chèque énergie of a home, from the reference tax income of the year and its own consumption units (Code de l'énergie R.124-1). */
export function energyCheque(
  referenceTaxIncomeCents: Cents,
  members: readonly BudgetMember[],
  params: ParameterReader,
): EnergyCheque {
  const units = energyChequeUnits(members, params)
  const incomePerUnitCents = multiplyThenDivide(referenceTaxIncomeCents, 100, units.unitsHundredths || 100)
  const band = bands.find(
    (index) => incomePerUnitCents < params.readNearest(`energy-cheque.ceiling-${index}`),
  )
  const size = units.unitsHundredths <= 100 ? 1 : units.unitsHundredths < 200 ? 2 : 3
  const amountCents = band === undefined ? 0 : params.readNearest(`energy-cheque.amount-${band}-${size}`)
  return {
    amountCents,
    incomePerUnitCents,
    explanation: explain({
      label: 'Chèque énergie',
      result: { kind: 'cents', value: amountCents },
      formula: 'barème selon le revenu fiscal de référence par unité de consommation',
      inputs: [
        centsInput('Revenu fiscal de référence', referenceTaxIncomeCents),
        { label: 'Unités de consommation', kind: 'hundredths', value: units.unitsHundredths },
        centsInput('Revenu par unité', incomePerUnitCents),
      ],
      sources: ['Code de l’énergie L.124-1, R.124-1 à R.124-4'],
      parameters: params.used().filter(({ key }) => key.startsWith('energy-cheque.')),
      asOf: params.onDate,
      steps: [units.explanation],
    }),
  }
}
