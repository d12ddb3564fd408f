import type { Confidence, LegalParameter, ParameterUnit } from '#domain/legal-parameter.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'

export type Source = Pick<LegalParameter, 'legalRef' | 'sourceDate' | 'confidence'>

export const source = (legalRef: string, sourceDate: PlainDate, confidence: Confidence): Source => ({
  legalRef,
  sourceDate,
  confidence,
})

/** One figure over time: each value stands until the eve of the next. */
export const overTime = (
  key: string,
  label: string,
  unit: ParameterUnit,
  from: Source,
  values: readonly (readonly [validFrom: PlainDate, value: number])[],
): LegalParameter[] =>
  values.map(([validFrom, value], index) => {
    const next = values[index + 1]
    return { key, label, unit, value, validFrom, validTo: next ? addDays(next[0], -1) : null, ...from }
  })
