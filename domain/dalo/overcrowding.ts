import { type Explanation, explain } from '#domain/explanation.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'

const source = 'CCH art. R.441-14-1'

/** The least area for so many people: 9 m² alone, 16 m² for two, 9 m² more for each further one, never above 70 m². */
export const leastAreaSquareMetres = (persons: number, params: ParameterReader): number => {
  if (persons <= 1) return params.read('dalo.area-one')
  const asked = params.read('dalo.area-two') + (persons - 2) * params.read('dalo.area-more')
  return Math.min(asked, params.read('dalo.area-most'))
}

export const checkOvercrowding = (
  persons: number,
  areaSquareDecimetres: number,
  params: ParameterReader,
  asOf: PlainDate,
): { isOvercrowded: boolean; leastSquareMetres: number; explanation: Explanation } => {
  const leastSquareMetres = leastAreaSquareMetres(persons, params)
  const isOvercrowded = areaSquareDecimetres < leastSquareMetres * 100
  const explanation = explain({
    label: 'Suroccupation (DALO)',
    result: { kind: 'boolean', value: isOvercrowded },
    formula:
      'Surface habitable inférieure à 9 m² pour une personne, 16 m² pour deux, plus 9 m² par personne, 70 m² au plus',
    inputs: [
      { label: 'Personnes dans le logement', kind: 'count', value: persons },
      { label: 'Surface habitable (m²)', kind: 'hundredths', value: areaSquareDecimetres },
      { label: 'Surface minimale (m²)', kind: 'count', value: leastSquareMetres },
    ],
    sources: [source],
    parameters: params.used().filter(({ key }) => key.startsWith('dalo.area')),
    asOf,
  })
  return { isOvercrowded, leastSquareMetres, explanation }
}
