import { centsInput, countInput, type Explanation, explain } from '#domain/explanation.ts'
import { type IncomeClass, incomeClassLabels } from '#domain/income-ceilings/kinds.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { applyRate, formatPercent } from '#domain/ratio.ts'

export type AmpleurQuestion = {
  worksNetCents: Cents
  worksGrossCents: Cents
  classesGained: number
  incomeClass: IncomeClass
  leavesFOrG: boolean
  otherPublicAidCents: Cents
}

export type AmpleurAnswer = {
  grossCents: Cents
  cutCents: Cents
  /** What the grant would be; the notified one wins. */
  netCents: Cents
  capBasisPoints: number
  remainingCents: Cents
  explanation: Explanation
}

const leastGain = 2

/** The works kept, by classes gained: the widest step that the rules of the day know. */
const worksCap = (classesGained: number, params: ParameterReader): Cents => {
  const step = [4, 3].find((gain) => classesGained >= gain && params.has(`mpr-ampleur.works-${gain}`))
  return params.read(`mpr-ampleur.works-${step ?? leastGain}`)
}

/**
 * MaPrimeRénov' for deep renovation on the filing date of the reader (handbook money §6.2): a rate of capped works without
 * VAT, then cut so that all public aids stay under their share of the cost with VAT. Undefined when nothing may be said.
 */
export const mprAmpleur = (question: AmpleurQuestion, params: ParameterReader): AmpleurAnswer | undefined => {
  const { worksNetCents, worksGrossCents, classesGained, incomeClass, leavesFOrG, otherPublicAidCents } =
    question
  if (classesGained < leastGain || !params.has('mpr-ampleur.works-2')) return undefined
  const eligibleCents = Math.min(worksNetCents, worksCap(classesGained, params))
  const bonus = leavesFOrG ? params.read('mpr-ampleur.exit-bonus') : 0
  const rate = params.read(`mpr-ampleur.rate.${incomeClass}`) + bonus
  const grossCents = applyRate(eligibleCents, rate)
  const capBasisPoints = params.read(`public-aid-cap.ampleur.${incomeClass}`)
  const roomCents = applyRate(worksGrossCents, capBasisPoints) - otherPublicAidCents
  const netCents = Math.max(0, Math.min(grossCents, roomCents))
  return {
    grossCents,
    cutCents: grossCents - netCents,
    netCents,
    capBasisPoints,
    remainingCents: worksGrossCents - netCents - otherPublicAidCents,
    explanation: explain({
      label: 'MaPrimeRénov’ rénovation d’ampleur',
      result: { kind: 'cents', value: netCents },
      formula: `${formatPercent(rate)} des travaux HT retenus, sans que les aides publiques passent ${formatPercent(capBasisPoints)} du coût TTC`,
      inputs: [
        centsInput('Travaux HT', worksNetCents),
        centsInput('Travaux HT retenus', eligibleCents),
        centsInput('Travaux TTC', worksGrossCents),
        countInput('Classes énergétiques gagnées', classesGained),
        { label: 'Catégorie de ressources', kind: 'text', value: incomeClassLabels[incomeClass] },
        centsInput('Prime avant écrêtement', grossCents),
        centsInput('Autres aides publiques', otherPublicAidCents),
        centsInput('Écrêtement', grossCents - netCents),
      ],
      sources: sourcesOf(params, ['mpr-ampleur.', 'public-aid-cap.ampleur']),
      parameters: usedOf(params, ['mpr-ampleur.', 'public-aid-cap.ampleur']),
      asOf: params.onDate,
    }),
  }
}

export const usedOf = (params: ParameterReader, prefixes: readonly string[]) =>
  params.used().filter(({ key }) => prefixes.some((prefix) => key.startsWith(prefix)))

export const sourcesOf = (params: ParameterReader, prefixes: readonly string[]): string[] => [
  ...new Set(usedOf(params, prefixes).map(({ legalRef }) => legalRef)),
]
