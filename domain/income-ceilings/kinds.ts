import type { Confidence } from '#domain/legal-parameter.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

export const incomeClasses = ['very-low', 'low', 'middle', 'higher'] as const
export type IncomeClass = (typeof incomeClasses)[number]
export const incomeClassLabels: Labels<IncomeClass> = {
  'very-low': 'Très modeste',
  low: 'Modeste',
  middle: 'Intermédiaire',
  higher: 'Supérieur',
}

const scaleRows = {
  'anah-very-low': { label: 'Anah, ressources très modestes', zones: ['idf', 'other'], sizes: 5 },
  'anah-low': { label: 'Anah, ressources modestes', zones: ['idf', 'other'], sizes: 5 },
  'anah-middle': { label: 'Anah, ressources intermédiaires', zones: ['idf', 'other'], sizes: 5 },
  plai: { label: 'PLAI', zones: ['paris', 'idf', 'other'], sizes: 6 },
  plus: { label: 'PLUS', zones: ['paris', 'idf', 'other'], sizes: 6 },
  pls: { label: 'PLS', zones: ['paris', 'idf', 'other'], sizes: 6 },
  'pls-ownership': { label: 'PLS accession (BRS, PSLA)', zones: ['a', 'b1', 'b2-c'], sizes: 6 },
} as const satisfies Record<
  string,
  {
    label: string
    zones: readonly string[] /** Persons, or categories, before « per extra person ». */
    sizes: number
  }
>
export type CeilingScale = keyof typeof scaleRows
export const ceilingScales = Object.keys(scaleRows) as CeilingScale[]
export const ceilingScaleLabels = Object.fromEntries(
  ceilingScales.map((scale) => [scale, scaleRows[scale].label]),
) as Labels<CeilingScale>
export const largestSizeOf = (scale: CeilingScale): number => scaleRows[scale].sizes

export type CeilingZone = (typeof scaleRows)[CeilingScale]['zones'][number]
export const ceilingZoneLabels: Labels<CeilingZone> = {
  paris: 'Paris et communes limitrophes',
  idf: 'Île-de-France',
  other: 'autres régions',
  a: 'zones A et A bis',
  b1: 'zone B1',
  'b2-c': 'zones B2 et C',
}

/** The ceilings of one scale and zone, set for a year and kept until the next ones. */
export type CeilingTable = {
  scale: CeilingScale
  zone: CeilingZone
  year: number
  euros: readonly number[]
  /** Per person beyond the last column. */
  more: number
  confidence: Confidence
  source: string
}
