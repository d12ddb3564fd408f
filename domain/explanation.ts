import type { ParameterUse } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'

/** A value with what is needed to print it. `tenths` and `hundredths` are integers: 26 tenths read 2,6. */
export type ExplainedValue =
  | { kind: 'cents' | 'basis-points' | 'count' | 'tenths' | 'hundredths'; value: number }
  | { kind: 'date'; value: PlainDate }
  | { kind: 'text'; value: string }
  | { kind: 'boolean'; value: boolean }

export type ExplanationInput = { label: string } & ExplainedValue

/** What a *pourquoi ?* unfolds. Every text is French, for the screen. */
export type Explanation = {
  label: string
  result: ExplainedValue
  formula: string
  inputs: ExplanationInput[]
  sources: string[]
  parameters: ParameterUse[]
  asOf: PlainDate
  notice: typeof indicativeNotice
  steps?: Explanation[]
}

export const indicativeNotice = 'simulation indicative, sans valeur juridique'

export function explain(parts: Omit<Explanation, 'notice'>): Explanation {
  return { ...parts, notice: indicativeNotice }
}

export function centsInput(label: string, value: number): ExplanationInput {
  return { label, kind: 'cents', value }
}

export function countInput(label: string, value: number): ExplanationInput {
  return { label, kind: 'count', value }
}
