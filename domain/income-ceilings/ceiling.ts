import { centsInput, countInput, type Explanation, explain } from '#domain/explanation.ts'
import {
  type CeilingScale,
  type CeilingZone,
  ceilingScaleLabels,
  ceilingZoneLabels,
  largestSizeOf,
} from '#domain/income-ceilings/kinds.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { yearOf } from '#domain/plain-date.ts'

export const ceilingKey = (scale: CeilingScale, zone: CeilingZone, size: number | 'more'): string =>
  `ceiling.${scale}.${zone}.${size}`

export type CeilingQuestion = { scale: CeilingScale; zone: CeilingZone; size: number }

export type Ceiling = {
  cents: Cents
  /** The ceilings were set for the very year of the filing: false when those of that year are not known. */
  isOfYear: boolean
}

/** The ceiling of a household on the reader's day; undefined when no table is known for it. */
export const findCeiling = (
  { scale, zone, size }: CeilingQuestion,
  params: ParameterReader,
): Ceiling | undefined => {
  const largest = largestSizeOf(scale)
  const key = ceilingKey(scale, zone, Math.min(size, largest))
  if (size < 1 || !params.has(key)) return undefined
  const base = params.read(key)
  const more = size > largest ? params.read(ceilingKey(scale, zone, 'more')) * (size - largest) : 0
  const used = params.used().find((one) => one.key === key)
  return {
    cents: base + more,
    isOfYear: used !== undefined && yearOf(used.validFrom) === yearOf(params.onDate),
  }
}

export type CeilingAnswer = Ceiling & { isWithin: boolean; explanation: Explanation }

/**
 * Whether a reference tax income is within a ceiling: at the very ceiling, it is (« inférieur ou égal », handbook money §0.2).
 * The reader's day is the filing date: a file keeps the ceilings of the day it was filed.
 */
export const compareToCeiling = (
  question: CeilingQuestion,
  taxIncomeCents: Cents,
  params: ParameterReader,
): CeilingAnswer | undefined => {
  const ceiling = findCeiling(question, params)
  if (!ceiling) return undefined
  const { scale, zone, size } = question
  const isWithin = taxIncomeCents <= ceiling.cents
  const keys = `ceiling.${scale}.${zone}.`
  return {
    ...ceiling,
    isWithin,
    explanation: explain({
      label: `Plafond de ressources ${ceilingScaleLabels[scale]}`,
      result: { kind: 'cents', value: ceiling.cents },
      formula: 'revenu fiscal de référence ≤ plafond (au plafond exact, la condition est remplie)',
      inputs: [
        centsInput('Revenu fiscal de référence du ménage', taxIncomeCents),
        countInput(
          scale.startsWith('pl') && scale !== 'pls-ownership' ? 'Catégorie de ménage' : 'Personnes',
          size,
        ),
        { label: 'Zone', kind: 'text', value: ceilingZoneLabels[zone] },
        { label: 'Date de dépôt', kind: 'date', value: params.onDate },
      ],
      sources: [
        ...new Set(
          params
            .used()
            .filter(({ key }) => key.startsWith(keys))
            .map(({ legalRef }) => legalRef),
        ),
      ],
      parameters: params.used().filter(({ key }) => key.startsWith(keys)),
      asOf: params.onDate,
    }),
  }
}
