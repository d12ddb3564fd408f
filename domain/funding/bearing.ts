import { chargeKindRows } from '#domain/budget/kinds.ts'
import { residualIncome } from '#domain/budget/residual-income.ts'
import { type BudgetSnapshot, monthlyIncomeCents, monthlySum } from '#domain/budget/snapshot.ts'
import { centsInput, type Explanation, explain } from '#domain/explanation.ts'
import { type Cents, divideHalfUp, multiplyThenDivide } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { type BasisPoints, formatPercent, ratioBasisPoints } from '#domain/ratio.ts'

/** What the household bears each month, before and with what is asked for. The definition is told with the figure. */
export type Bearing = {
  instalmentCents: Cents
  /** Null: no income is known. */
  beforeBasisPoints: BasisPoints | null
  afterBasisPoints: BasisPoints | null
  limitBasisPoints: BasisPoints
  isAboveLimit: boolean
  residualBeforeCents: Cents
  residualAfterCents: Cents
  residualPerUnitPerDayAfterCents: Cents
  isBelowAlert: boolean
  explanation: Explanation
}

/** The regular instalment of what is repaid by instalments, to the nearest cent. */
export const instalmentOf = (cents: Cents, months: number): Cents => divideHalfUp(cents, months)

/**
 * The weight of the home, of debts and of what is asked for on income (handbook money §9.5: the definition is the
 * organisation's own, and stays beside the result), and what is left to live on.
 */
export const bearing = (
  snapshot: BudgetSnapshot,
  instalmentCents: Cents,
  params: ParameterReader,
): Bearing => {
  const borne = monthlySum(snapshot.charges, (kind) =>
    ['housing', 'debt'].includes(chargeKindRows[kind].counts),
  )
  const aid = monthlySum(snapshot.resources, (kind) => kind === 'housing-benefit')
  const before = Math.max(0, borne - aid)
  const after = before + instalmentCents
  const incomeCents = monthlyIncomeCents(snapshot)
  const afterBasisPoints = ratioBasisPoints(after, incomeCents) ?? null
  const limitBasisPoints = params.readNearest('funding.effort-limit')
  const residual = residualIncome(snapshot, params)
  const days = params.readNearest('residual-income.days-per-month')
  const residualAfterCents = residual.perMonthCents - instalmentCents
  const perDay = multiplyThenDivide(residualAfterCents, 100, residual.unitsHundredths * days)
  return {
    instalmentCents,
    beforeBasisPoints: ratioBasisPoints(before, incomeCents) ?? null,
    afterBasisPoints,
    limitBasisPoints,
    isAboveLimit: afterBasisPoints === null ? after > 0 : afterBasisPoints > limitBasisPoints,
    residualBeforeCents: residual.perMonthCents,
    residualAfterCents,
    residualPerUnitPerDayAfterCents: perDay,
    isBelowAlert: perDay < residual.alertBelowCents,
    explanation: explain({
      label: 'Taux d’effort avec ce financement',
      result:
        afterBasisPoints === null
          ? { kind: 'text', value: 'Aucun revenu déclaré' }
          : { kind: 'basis-points', value: afterBasisPoints },
      formula: `(logement et dettes − aide au logement + échéance demandée) ÷ revenus hors aide au logement, limite ${formatPercent(limitBasisPoints)}`,
      inputs: [
        centsInput('Logement et dettes', borne),
        centsInput('Aide au logement', aid),
        centsInput('Échéance demandée', instalmentCents),
        centsInput('Revenus hors aide au logement', incomeCents),
        centsInput('Reste pour vivre par mois, avant', residual.perMonthCents),
        centsInput('Reste pour vivre par mois, avec l’échéance', residualAfterCents),
        centsInput('Par jour et par unité de consommation', perDay),
        { label: 'Situation du', kind: 'date', value: snapshot.onDate },
      ],
      sources: ['Règle de l’organisme : la décision HCSF ne lie que les établissements de crédit'],
      parameters: params
        .used()
        .filter(({ key }) => key === 'funding.effort-limit' || key.startsWith('residual-income.')),
      asOf: params.onDate,
      steps: [residual.explanation],
    }),
  }
}
