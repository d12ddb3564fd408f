import { type ChargeKind, chargeLabel } from '#domain/budget/kinds.ts'
import {
  type BudgetSnapshot,
  monthlyHousingBenefitCents,
  monthlyIncomeCents,
  monthlySum,
} from '#domain/budget/snapshot.ts'
import { centsInput, type Explanation, explain } from '#domain/explanation.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { applyRate, type BasisPoints, formatPercent, ratioBasisPoints } from '#domain/ratio.ts'

type VariantRow = {
  label: string
  charges: readonly ChargeKind[]
  lessAid: boolean
  thresholdKey: string | null
  source: string
}

const bareHousing: readonly ChargeKind[] = [
  'rent',
  'rent-annexes',
  'recoverable-charges',
  'energy-savings-contribution',
]
const energy: readonly ChargeKind[] = ['electricity', 'gas', 'other-heating']

/** The variants of handbook §4.2, which must never be mixed. */
const variants = {
  'allocation-2011': {
    label: 'Taux d’effort (attribution)',
    charges: [...bareHousing, 'water-heating-flat-rate'],
    lessAid: true,
    thresholdKey: 'effort.allocation-2011',
    source: 'CCH R.441-3-1, arrêté du 10 mars 2011',
  },
  'energy-inclusive': {
    label: 'Taux d’effort énergie comprise',
    charges: [...bareHousing, ...energy],
    lessAid: true,
    thresholdKey: 'effort.energy-inclusive',
    source: 'programme Zéro Expulsion Locative : 25 % au plus',
  },
  'fsl-local': {
    label: 'Taux d’effort FSL',
    charges: [...bareHousing, 'fsl-loan'],
    lessAid: true,
    thresholdKey: 'effort.fsl-local',
    source: 'règlement intérieur du FSL (local)',
  },
  'gross-visale': {
    label: 'Taux d’effort brut (Visale)',
    charges: bareHousing,
    lessAid: false,
    thresholdKey: 'effort.gross-visale',
    source: 'conditions Visale 2018',
  },
  'insee-net': {
    label: 'Taux d’effort net (Insee)',
    charges: [...bareHousing, ...energy, 'water'],
    lessAid: true,
    thresholdKey: null,
    source: 'Insee : statistique seulement',
  },
  'insee-gross': {
    label: 'Taux d’effort brut (Insee)',
    charges: [...bareHousing, ...energy, 'water'],
    lessAid: false,
    thresholdKey: null,
    source: 'Insee : statistique seulement',
  },
} as const satisfies Record<string, VariantRow>

export type EffortRateVariant = keyof typeof variants
export const effortRateVariants = Object.keys(variants) as EffortRateVariant[]

export type EffortRate = {
  variant: EffortRateVariant
  label: string
  costCents: Cents
  incomeCents: Cents
  /** Undefined when the household declares no income. */
  rateBasisPoints: BasisPoints | undefined
  thresholdBasisPoints: BasisPoints | null
  /** True when the rate exceeds its threshold, and when a cost is borne without any income. */
  isAboveThreshold: boolean
  explanation: Explanation
}

export function effortRate(
  variant: EffortRateVariant,
  snapshot: BudgetSnapshot,
  params: ParameterReader,
): EffortRate {
  const row: VariantRow = variants[variant]
  const kept = (kind: ChargeKind) => row.charges.includes(kind)
  const grossCents = monthlySum(snapshot.charges, kept)
  const aidCents = row.lessAid ? monthlyHousingBenefitCents(snapshot) : 0
  const costCents = Math.max(0, grossCents - aidCents)
  const incomeCents = monthlyIncomeCents(snapshot)
  const rateBasisPoints = ratioBasisPoints(costCents, incomeCents)
  const thresholdBasisPoints = row.thresholdKey === null ? null : params.readNearest(row.thresholdKey)
  const isAbove =
    rateBasisPoints === undefined ? costCents > 0 : rateBasisPoints > (thresholdBasisPoints ?? 0)
  const base = { variant, label: row.label, costCents, incomeCents, rateBasisPoints, thresholdBasisPoints }
  return {
    ...base,
    isAboveThreshold: thresholdBasisPoints !== null && isAbove,
    explanation: explainRate(row, snapshot, { ...base, aidCents }, params),
  }
}

export function effortRates(snapshot: BudgetSnapshot, params: ParameterReader): EffortRate[] {
  return effortRateVariants.map((variant) => effortRate(variant, snapshot, params))
}

/** The largest cost a household can bear under a rate: 212,50 for 850,00 at 25 %. */
export function affordableCostCents(incomeCents: Cents, rateBasisPoints: BasisPoints): Cents {
  return applyRate(incomeCents, rateBasisPoints)
}

function explainRate(
  row: VariantRow,
  snapshot: BudgetSnapshot,
  figures: {
    aidCents: Cents
    incomeCents: Cents
    rateBasisPoints: BasisPoints | undefined
    thresholdBasisPoints: number | null
  },
  params: ParameterReader,
): Explanation {
  const { aidCents, incomeCents, rateBasisPoints, thresholdBasisPoints } = figures
  const lines = row.charges.map((kind) =>
    centsInput(
      chargeLabel(kind),
      monthlySum(snapshot.charges, (k) => k === kind),
    ),
  )
  const aid = row.lessAid ? [centsInput('Aide au logement', aidCents)] : []
  const limit =
    thresholdBasisPoints === null
      ? []
      : [{ label: 'Seuil', kind: 'basis-points', value: thresholdBasisPoints } as const]
  return explain({
    label: row.label,
    result:
      rateBasisPoints === undefined
        ? { kind: 'text', value: 'Aucun revenu déclaré' }
        : { kind: 'basis-points', value: rateBasisPoints },
    formula: `(dépenses de logement${row.lessAid ? ' − aide au logement' : ''}) ÷ revenus hors aide au logement${thresholdBasisPoints === null ? '' : `, seuil ${formatPercent(thresholdBasisPoints)}`}`,
    inputs: [
      ...lines.filter(({ value }) => value !== 0),
      ...aid,
      centsInput('Revenus hors aide au logement', incomeCents),
      ...limit,
    ],
    sources: [row.source],
    parameters: params.used().filter(({ key }) => key === row.thresholdKey),
    asOf: params.onDate,
  })
}
