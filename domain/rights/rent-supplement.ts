import { centsInput, countInput, type Explanation, explain } from '#domain/explanation.ts'
import { type Cents, formatDecimal, multiplyThenDivide } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { applyRate } from '#domain/ratio.ts'
import { capZoneLabels, type SquareMetreCap } from '#domain/rights/square-metre-cap.ts'
import { type SupplementZone, supplementZoneLabels } from '#domain/rights/supplement-zones.ts'

export type SupplementFacts = {
  zone: SupplementZone
  areaSquareDecimetres: number
  taxIncomeCents: Cents
  /** The ceiling of the home's scale (PLUS) for this household. */
  ceilingCents: Cents
  rentCents: Cents
  resourcesMonthCents: Cents
  /** The limit per square metre, where the household is known to be under it. */
  squareMetreCap: SquareMetreCap | null
}
export type RentSupplement = { monthlyCents: Cents; excessPoints: number; explanation: Explanation }

const sources = ['CCH L.441-3 à L.441-4', 'CCH R.441-20, R.441-21']

/** How far above the ceiling, in whole points: 22,9 % is 22. Below the ceiling, negative. */
export const excessPoints = (taxIncomeCents: Cents, ceilingCents: Cents): number =>
  Math.floor((taxIncomeCents * 100 - ceilingCents * 100) / ceilingCents)

/** The coefficient (CDPR) in hundred-thousandths: 22 points is 39 000. */
export const supplementRate = (points: number, params: ParameterReader): number => {
  const least = params.read('sls.least-excess')
  if (points < least) return 0
  const within = (from: number, to: number) => Math.max(0, Math.min(points, to) - from + 1)
  return (
    params.read('sls.rate-20') +
    within(least + 1, 59) * params.read('sls.rate-step-21') +
    within(60, 149) * params.read('sls.rate-step-60') +
    within(150, Number.MAX_SAFE_INTEGER) * params.read('sls.rate-step-150')
  )
}

/**
 * The monthly supplement of a social tenant above the ceilings (CCH L.441-4): with the rent, it stays within a share of the
 * resources, and within an amount per square metre for whoever was above the ceilings already when signing.
 */
export const rentSupplement = (facts: SupplementFacts, params: ParameterReader): RentSupplement => {
  const points = excessPoints(facts.taxIncomeCents, facts.ceilingCents)
  const rate = supplementRate(points, params)
  const referenceCents = params.read(`sls.reference.${facts.zone}`)
  const uncapped = multiplyThenDivide(facts.areaSquareDecimetres * referenceCents, rate, 100 * 100_000)
  const room = Math.max(
    0,
    applyRate(facts.resourcesMonthCents, params.read('sls.rent-cap')) - facts.rentCents,
  )
  const cap = facts.squareMetreCap
  const monthlyCents = Math.min(uncapped, room, cap?.roomCents ?? room)
  return {
    monthlyCents,
    excessPoints: points,
    explanation: explain({
      label: 'Supplément de loyer de solidarité par mois',
      result: { kind: 'cents', value: monthlyCents },
      formula: `surface × coefficient × supplément de référence${limitWords(monthlyCents, uncapped, room)}`,
      inputs: [
        centsInput('Revenu fiscal de référence (N−2)', facts.taxIncomeCents),
        centsInput('Plafond PLUS', facts.ceilingCents),
        countInput('Dépassement (points entiers)', points),
        { label: 'Coefficient', kind: 'text', value: formatDecimal(Math.round(rate / 1_000)) },
        { label: 'Surface habitable (m²)', kind: 'hundredths', value: facts.areaSquareDecimetres },
        { label: 'Zone', kind: 'text', value: supplementZoneLabels[facts.zone] },
        centsInput('Supplément de référence par m²', referenceCents),
        centsInput('Place sous la part des ressources', room),
        ...(cap ? capInputs(cap) : []),
      ],
      sources,
      parameters: params
        .used()
        .filter(
          ({ key }) =>
            key.startsWith('sls.') &&
            (!key.startsWith('sls.reference.') || key === `sls.reference.${facts.zone}`) &&
            (!key.startsWith('sls.square-metre.') || key === `sls.square-metre.${cap?.zone}`),
        ),
      asOf: params.onDate,
    }),
  }
}

const limitWords = (monthlyCents: Cents, uncapped: Cents, room: Cents): string => {
  if (monthlyCents === uncapped) return ''
  return monthlyCents < room
    ? ', limité par le plafond par m² du loyer et du supplément'
    : ', limité par la part des ressources'
}

const capInputs = ({ zone, perSquareMetreCents, roomCents }: SquareMetreCap) => [
  { label: 'Zone du plafond par m²', kind: 'text', value: capZoneLabels[zone] } as const,
  centsInput('Plafond par m² du loyer et du supplément', perSquareMetreCents),
  centsInput('Place sous le plafond par m²', roomCents),
]
