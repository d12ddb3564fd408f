import { centsInput, type Explanation, explain } from '#domain/explanation.ts'
import { type EnergyLabel, energyLabels } from '#domain/funding/project.ts'
import { type IncomeClass, incomeClassLabels } from '#domain/income-ceilings/kinds.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { applyRate, formatPercent } from '#domain/ratio.ts'
import type { WorksAidAnswer } from '#domain/works-aid/adapt.ts'
import { sourcesOf, usedOf } from '#domain/works-aid/mpr-ampleur.ts'

const isAtLeast = (label: EnergyLabel, other: EnergyLabel) =>
  energyLabels.indexOf(label) <= energyLabels.indexOf(other)

type Question = {
  worksNetCents: Cents
  incomeClass: IncomeClass
  labelBefore: EnergyLabel
  labelAfter: EnergyLabel
}

/** Ma Prime Logement Décent of an owner-occupier (handbook money §6.5); undefined above the modest ceiling. */
export const decentHome = (question: Question, params: ParameterReader): WorksAidAnswer | undefined => {
  const { worksNetCents, incomeClass, labelBefore, labelAfter } = question
  if (!params.has(`decent-home.rate.${incomeClass}`)) return undefined
  const reachesE = isAtLeast(labelAfter, 'E')
  const leavesFOrG = !isAtLeast(labelBefore, 'E') && isAtLeast(labelAfter, 'D')
  const base = params.read(reachesE ? `decent-home.rate.${incomeClass}` : 'decent-home.rate-below-e')
  const rate = base + (leavesFOrG ? params.read('decent-home.exit-bonus') : 0)
  const eligibleCents = Math.min(
    worksNetCents,
    params.read(reachesE ? 'decent-home.works-cap' : 'decent-home.works-cap-below-e'),
  )
  const cents = applyRate(eligibleCents, rate)
  return { cents, eligibleCents, explanation: tell(question, { cents, eligibleCents, rate }, params) }
}

const tell = (
  { worksNetCents, incomeClass, labelBefore, labelAfter }: Question,
  { cents, eligibleCents, rate }: { cents: Cents; eligibleCents: Cents; rate: number },
  params: ParameterReader,
): Explanation =>
  explain({
    label: 'Ma Prime Logement Décent',
    result: { kind: 'cents', value: cents },
    formula: `${formatPercent(rate)} des travaux HT retenus`,
    inputs: [
      centsInput('Travaux HT', worksNetCents),
      centsInput('Travaux HT retenus', eligibleCents),
      { label: 'Classe avant et après travaux', kind: 'text', value: `${labelBefore} → ${labelAfter}` },
      { label: 'Catégorie de ressources', kind: 'text', value: incomeClassLabels[incomeClass] },
    ],
    sources: sourcesOf(params, ['decent-home.']),
    parameters: usedOf(params, ['decent-home.']),
    asOf: params.onDate,
  })
