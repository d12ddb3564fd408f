import { ageOn, type BudgetMember } from '#domain/budget/snapshot.ts'
import { countInput, type Explanation, explain } from '#domain/explanation.ts'
import { divideHalfUp } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { applyRate } from '#domain/ratio.ts'

/** Units in hundredths, for a child in shared custody counts 0,15: 2,6 is 260. */
export type ConsumptionUnits = { unitsHundredths: number; explanation: Explanation }

/** Insee's: 1 for the first adult, 0,5 from 14 years on, 0,3 under 14. */
export function inseeConsumptionUnits(
  members: readonly BudgetMember[],
  params: ParameterReader,
): ConsumptionUnits {
  const adultAge = params.readNearest('units.insee.adult-age')
  const [first, ...others] = eldestFirst(members, params)
  const older = others.filter((member) => ageOn(member, params.onDate) >= adultAge)
  const weight =
    (first ? params.readNearest('units.insee.first') : 0) +
    older.length * params.readNearest('units.insee.other') +
    (others.length - older.length) * params.readNearest('units.insee.child')
  const inputs = [
    countInput('Personnes', members.length),
    countInput('Autres personnes de 14 ans ou plus', older.length),
    countInput('Enfants de moins de 14 ans', others.length - older.length),
  ]
  const formula = '1 + 0,5 par autre personne de 14 ans ou plus + 0,3 par enfant plus jeune'
  return units(
    'Unités de consommation (Insee)',
    weight,
    formula,
    inputs,
    ['Insee, échelle OCDE modifiée'],
    params,
  )
}

/** The chèque énergie's: 1, then 0,5, then 0,3 whatever the age; a child in shared custody counts half (Code de l'énergie R.124-1). */
export function energyChequeUnits(
  members: readonly BudgetMember[],
  params: ParameterReader,
): ConsumptionUnits {
  const ordered = eldestFirst(members, params)
  const shared = ordered.filter((member) => member.isSharedCustody)
  const full = ordered.filter((member) => !member.isSharedCustody)
  const weight = [...full, ...shared].reduce((sum, member, index) => {
    const key = ['units.cheque.first', 'units.cheque.second'][index] ?? 'units.cheque.other'
    const weightOfPlace = params.readNearest(key)
    return (
      sum +
      (member.isSharedCustody
        ? applyRate(weightOfPlace, params.readNearest('units.cheque.shared-custody'))
        : weightOfPlace)
    )
  }, 0)
  const inputs = [
    countInput('Personnes', members.length),
    countInput('Enfants en résidence alternée', shared.length),
  ]
  const formula =
    '1 + 0,5 pour la deuxième personne + 0,3 par personne suivante, moitié en résidence alternée'
  return units(
    'Unités de consommation (chèque énergie)',
    weight,
    formula,
    inputs,
    ['Code de l’énergie R.124-1'],
    params,
  )
}

function eldestFirst(members: readonly BudgetMember[], params: ParameterReader): BudgetMember[] {
  return members.toSorted((a, b) => ageOn(b, params.onDate) - ageOn(a, params.onDate))
}

function units(
  label: string,
  weightBasisPoints: number,
  formula: string,
  inputs: Explanation['inputs'],
  sources: string[],
  params: ParameterReader,
): ConsumptionUnits {
  const unitsHundredths = divideHalfUp(weightBasisPoints, 100)
  const parameters = params.used().filter(({ key }) => key.startsWith('units.'))
  const result = { kind: 'hundredths', value: unitsHundredths } as const
  return {
    unitsHundredths,
    explanation: explain({ label, result, formula, inputs, sources, parameters, asOf: params.onDate }),
  }
}
