import type { PlainDate } from '#domain/plain-date.ts'

export const parameterUnits = [
  'cents',
  'basis-points',
  /** Coefficients printed with five decimals: 1,28412 is 128 412. */
  'hundred-thousandths',
  /** Shares such as 1/3, exact over sixty. */
  'sixtieths',
  'months',
  'days',
  'count',
  'boolean',
  /** A French telephone number: its nine digits after the 0. */
  'phone',
] as const
export type ParameterUnit = (typeof parameterUnits)[number]

export const confidences = [
  'verified',
  'older-text',
  'secondary',
  'computed',
  'general-knowledge',
  /** A value the organisation set itself, dated and reasoned. */
  'own-decision',
] as const
export type Confidence = (typeof confidences)[number]
export const confidenceLabels: Readonly<Record<Confidence, string>> = {
  verified: 'vérifié dans le texte',
  'older-text': 'lu dans une version ancienne du texte',
  secondary: 'source secondaire',
  computed: 'calculé',
  'general-knowledge': 'barème non vérifié',
  'own-decision': 'valeur propre à l’organisation',
}

/** A figure of the law as it stood between two days, with where it was read and how sure that is. */
export type LegalParameter = {
  key: string
  label: string
  value: number
  unit: ParameterUnit
  validFrom: PlainDate
  /** The last day in force; null while no end is known. */
  validTo: PlainDate | null
  legalRef: string
  /** The date of the text or page read. */
  sourceDate: PlainDate
  confidence: Confidence
}
