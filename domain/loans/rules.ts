import type { ParameterReader } from '#domain/parameters.ts'
import type { BasisPoints } from '#domain/ratio.ts'

/** The dated figures that the state of a loan is drawn with. */
export type LoanRules = {
  timeBarMonths: number
  /** The farthest first. */
  alertMonths: readonly [number, number, number]
  /** Days past due at which somebody is told. */
  taskDays: number
  watchDays: number
  doubtfulDays: number
  depreciation: Readonly<Record<DepreciationLevel, BasisPoints>>
}

export const depreciationLevels = ['performing', 'watch', 'doubtful', 'compromised'] as const
export type DepreciationLevel = (typeof depreciationLevels)[number]
export const depreciationLevelLabels: Readonly<Record<DepreciationLevel, string>> = {
  performing: 'Sain',
  watch: 'À surveiller',
  doubtful: 'Douteux',
  compromised: 'Compromis',
}

export const loanRules = (reader: ParameterReader): LoanRules => ({
  timeBarMonths: reader.read('loans.time-bar-months'),
  alertMonths: [
    reader.read('loans.time-bar-first-alert-months'),
    reader.read('loans.time-bar-second-alert-months'),
    reader.read('loans.time-bar-last-alert-months'),
  ],
  taskDays: reader.read('loans.late-task-days'),
  watchDays: reader.read('loans.watch-days'),
  doubtfulDays: reader.read('loans.doubtful-days'),
  depreciation: {
    performing: 0,
    watch: reader.read('loans.watch-depreciation'),
    doubtful: reader.read('loans.doubtful-depreciation'),
    compromised: reader.read('loans.compromised-depreciation'),
  },
})
