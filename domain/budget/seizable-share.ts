import { centsInput, countInput, type Explanation, explain } from '#domain/explanation.ts'
import { type Cents, divideHalfUp } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'

export type SeizableShare = { perMonthCents: Cents; explanation: Explanation }

const slices = [1, 2, 3, 4, 5, 6, 7] as const
const sixty = 60

/**
 * What may be seized of a monthly net income (Code du travail R.3252-2): computed on the year, brought to a month once. The RSA of one
 * person is always left (R.3252-5).
 */
export function seizableShare(
  netMonthlyCents: Cents,
  dependants: number,
  params: ParameterReader,
): SeizableShare {
  const annual = Math.max(0, netMonthlyCents * 12)
  const raise = dependants === 0 ? 0 : dependants * params.readNearest('seizable.dependant')
  let sixtieths = 0
  let floor = 0
  for (const slice of slices) {
    const isLast = slice === slices.length
    const ceiling = isLast
      ? Number.POSITIVE_INFINITY
      : params.readNearest(`seizable.threshold-${slice}`) + raise
    const taken = Math.max(0, Math.min(annual, ceiling) - floor)
    sixtieths += taken * params.readNearest(`seizable.share-${slice}`)
    floor = ceiling
  }
  const scaleCents = divideHalfUp(sixtieths, sixty * 12)
  const perMonthCents = Math.min(scaleCents, Math.max(0, netMonthlyCents - params.readNearest('rsa.base')))
  return {
    perMonthCents,
    explanation: explain({
      label: 'Quotité saisissable par mois',
      result: { kind: 'cents', value: perMonthCents },
      formula: 'part de chaque tranche annuelle, ÷ 12, en laissant au moins le RSA d’une personne',
      inputs: [
        centsInput('Revenu net mensuel', netMonthlyCents),
        countInput('Personnes à charge', dependants),
        centsInput('Barème', scaleCents),
      ],
      sources: ['Code du travail R.3252-2 à R.3252-5'],
      parameters: params.used().filter(({ key }) => key.startsWith('seizable.') || key === 'rsa.base'),
      asOf: params.onDate,
    }),
  }
}
