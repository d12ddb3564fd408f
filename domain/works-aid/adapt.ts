import { centsInput, type Explanation, explain } from '#domain/explanation.ts'
import { type IncomeClass, incomeClassLabels } from '#domain/income-ceilings/kinds.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { applyRate, formatPercent } from '#domain/ratio.ts'
import { sourcesOf, usedOf } from '#domain/works-aid/mpr-ampleur.ts'

export type WorksAidAnswer = { cents: Cents; eligibleCents: Cents; explanation: Explanation }

/**
 * MaPrimeAdapt' (handbook money §6.4): works already helped in the last five years leave that much less of the cap.
 * Undefined for households above the modest ceiling.
 */
export const maPrimeAdapt = (
  {
    worksNetCents,
    incomeClass,
    usedNetCents,
  }: { worksNetCents: Cents; incomeClass: IncomeClass; usedNetCents: Cents },
  params: ParameterReader,
): WorksAidAnswer | undefined => {
  const rateKey = `adapt.rate.${incomeClass}`
  if (!params.has(rateKey)) return undefined
  const rate = params.read(rateKey)
  const roomCents = Math.max(0, params.read('adapt.works-cap') - usedNetCents)
  const eligibleCents = Math.min(worksNetCents, roomCents)
  const cents = applyRate(eligibleCents, rate)
  return {
    cents,
    eligibleCents,
    explanation: explain({
      label: 'MaPrimeAdapt’',
      result: { kind: 'cents', value: cents },
      formula: `${formatPercent(rate)} des travaux HT, dans ce qui reste du plafond sur ${params.read('adapt.cap-years')} ans`,
      inputs: [
        centsInput('Travaux HT', worksNetCents),
        centsInput('Déjà aidés', usedNetCents),
        centsInput('Travaux HT retenus', eligibleCents),
        { label: 'Catégorie de ressources', kind: 'text', value: incomeClassLabels[incomeClass] },
      ],
      sources: sourcesOf(params, ['adapt.']),
      parameters: usedOf(params, ['adapt.']),
      asOf: params.onDate,
    }),
  }
}
