import { type MeasureView, NewMeasureFact } from '#contract/measure-shapes.ts'
import type { EvaluationResult, MeasureEventKind } from '#domain/measures/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { ExitReason } from '#domain/programmes/kinds.ts'

/** What the form of a fact holds, whatever its kind. */
export type FactValues = {
  on: PlainDate | null
  months: number | null
  phase: string | null
  reason: string
  until: PlainDate | null
  exit: ExitReason | null
  result: EvaluationResult | null
}

/** The programme's own words where it has some. */
export const emptyFact = (measure: MeasureView, kind: MeasureEventKind, today: PlainDate): FactValues => {
  const usual: Partial<Record<MeasureEventKind, number | null>> = {
    started: measure.firstMonths,
    renewed: measure.renewalMonths,
    evaluated: measure.evaluationMonths[0] ?? null,
  }
  const current = measure.phases.findIndex(({ key }) => key === measure.phase)
  return {
    on: today,
    months: usual[kind] ?? null,
    phase: measure.phases[kind === 'phase-entered' ? current + 1 : 0]?.key ?? null,
    reason: '',
    until: null,
    exit: null,
    result: null,
  }
}

/** What each kind asks for beyond its day. */
const asked: Partial<Record<MeasureEventKind, readonly (keyof FactValues)[]>> = {
  'refused-by-household': ['reason'],
  suspended: ['reason'],
  'phase-entered': ['phase'],
  derogated: ['until', 'reason'],
  renewed: ['months'],
  ended: ['exit'],
  evaluated: ['months', 'result'],
}

const words: Readonly<Record<keyof FactValues, string>> = {
  on: 'la date',
  months: 'le nombre de mois',
  phase: 'la phase',
  reason: 'le motif',
  until: 'la date de fin',
  exit: 'le motif de sortie',
  result: 'la situation',
}

const isEmpty = (value: unknown) => value === null || (typeof value === 'string' && value.trim() === '')

/** Why it cannot be recorded yet. */
export const missingIn = (kind: MeasureEventKind, values: FactValues): string | undefined => {
  const missing = (['on', ...(asked[kind] ?? [])] as const).find((key) => isEmpty(values[key]))
  return missing === undefined ? undefined : `Indiquez d’abord ${words[missing]}.`
}

export const factOf = (kind: MeasureEventKind, values: FactValues): NewMeasureFact | undefined => {
  const optional = kind === 'started' ? (['months', 'phase'] as const) : (asked[kind] ?? [])
  const told = optional.filter((key) => !isEmpty(values[key])).map((key) => [key, values[key]])
  return NewMeasureFact.safeParse({ kind, on: values.on, ...Object.fromEntries(told) }).data
}
