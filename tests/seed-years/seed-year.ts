import type { FinancingKind } from '#domain/funding/kinds.ts'
import type { DifficultyCause } from '#domain/households/kinds.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { SupportActionKind, SupportOutcome } from '#domain/plans/support-actions.ts'
import type { ExitReason, MeasureMotive, PrescriberKind } from '#domain/programmes/kinds.ts'
import type { LeaseScheme } from '#domain/reports/lease-schemes.ts'

/** One household's passage through a programme, as its worker would have written it down. */
export type SeedMeasure = {
  household: string
  /** Key of a shipped programme. */
  programme: string
  motive: MeasureMotive
  triggeringEvent?: DifficultyCause
  prescriber: PrescriberKind
  requestedOn: PlainDate
  startedOn: PlainDate
  end?: { on: PlainDate; exit: ExitReason }
  phase?: string
  /** Index of the adviser who carries it. */
  adviser: number
  metAtHomeOn?: PlainDate
  actions: {
    kind: SupportActionKind
    startedOn: PlainDate
    done?: { on: PlainDate; outcome: SupportOutcome }
  }[]
  /** What was granted to the household meanwhile. */
  financings?: { kind: FinancingKind; decidedOn: PlainDate; cents: Cents }[]
}

export type SeedLease = { association: string; scheme: LeaseScheme; startedOn: PlainDate }

/** The unit records of a year told by one of the seeds: no total is written anywhere in it. */
export type SeedYear = { advisers: number; measures: SeedMeasure[]; leases: SeedLease[] }
