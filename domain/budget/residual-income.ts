import { inseeConsumptionUnits } from '#domain/budget/consumption-units.ts'
import { chargeKindRows } from '#domain/budget/kinds.ts'
import { type BudgetSnapshot, monthlyResourcesCents, monthlySum } from '#domain/budget/snapshot.ts'
import { centsInput, countInput, type Explanation, explain } from '#domain/explanation.ts'
import { type Cents, multiplyThenDivide } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'

/** What is left to live on once the home, its energy, fixed bills and debts are paid (handbook §5.2). */
export type ResidualIncome = {
  perMonthCents: Cents
  perPersonPerDayCents: Cents
  perUnitPerDayCents: Cents
  unitsHundredths: number
  alertBelowCents: Cents
  isBelowAlert: boolean
  explanation: Explanation
}

export function residualIncome(snapshot: BudgetSnapshot, params: ParameterReader): ResidualIncome {
  const resources = monthlyResourcesCents(snapshot)
  const expenses = monthlySum(snapshot.charges, (kind) => chargeKindRows[kind].counts !== 'living')
  const perMonthCents = resources - expenses
  const units = inseeConsumptionUnits(snapshot.members, params)
  const days = params.readNearest('residual-income.days-per-month')
  const persons = Math.max(1, snapshot.members.length)
  const unitsHundredths = units.unitsHundredths || 100
  const perUnitPerDayCents = multiplyThenDivide(perMonthCents, 100, unitsHundredths * days)
  const alertBelowCents = params.readNearest('residual-income.alert-per-unit-day')
  return {
    perMonthCents,
    perPersonPerDayCents: multiplyThenDivide(perMonthCents, 1, persons * days),
    perUnitPerDayCents,
    unitsHundredths,
    alertBelowCents,
    isBelowAlert: perUnitPerDayCents < alertBelowCents,
    explanation: explain({
      label: 'Reste pour vivre par jour et par unité de consommation',
      result: { kind: 'cents', value: perUnitPerDayCents },
      formula:
        '(ressources, aide au logement comprise − logement − énergie − charges fixes − dettes) ÷ UC ÷ jours',
      inputs: [
        centsInput('Ressources', resources),
        centsInput('Logement, énergie, charges fixes et dettes', expenses),
        centsInput('Reste pour vivre par mois', perMonthCents),
        { label: 'Unités de consommation', kind: 'hundredths', value: unitsHundredths },
        countInput('Jours', days),
        centsInput('Seuil d’alerte', alertBelowCents),
      ],
      sources: ['Usage des commissions d’attribution (USH) ; seuil local'],
      parameters: params.used().filter(({ key }) => key.startsWith('residual-income.')),
      asOf: params.onDate,
      steps: [units.explanation],
    }),
  }
}
