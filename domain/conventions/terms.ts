import type {
  ConventionLevel,
  Fungibility,
  Renewal,
  Reporting,
  TargetKind,
} from '#domain/conventions/kinds.ts'
import type { CountingRule } from '#domain/envelopes/kinds.ts'
import type { FundingField } from '#domain/funding/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { NamedTerritory } from '#domain/territories/kinds.ts'
import type { RequalificationReading } from '#domain/urban-renewal/kinds.ts'

/** `value`: a number, or cents for an amount. Without a year, for the whole convention; without a field, for all. */
export type Target = { kind: TargetKind; field: FundingField | null; year: number | null; value: number }

export type Clauses = {
  /** Most that public aids may reach of the cost, in basis points; null: the convention says nothing (handbook money §7.2). */
  aidCapBasisPoints: number | null
  /** Whether this partner's aid gives way when the cap is passed, and after whom (handbook money §7.3). */
  reducesItself: boolean
  reductionPriority: number | null
  fungibility: Fungibility
  /** What its envelopes take unless they say otherwise. */
  countingRule: CountingRule
  /** Which reading of the requalification loan it retains (handbook money §8.3). */
  requalification: RequalificationReading
  reporting: Reporting
  /** Eligibility, committee, and whatever else the text says. */
  words: string | null
}

/** What was agreed, whole. */
export type ConventionTerms = {
  level: ConventionLevel
  startsOn: PlainDate | null
  /** The last day; null: without a term. */
  endsOn: PlainDate | null
  renewal: Renewal
  /** How long each renewal lasts. */
  renewalMonths: number | null
  /** How long before the end one must say that it stops. */
  noticeDays: number | null
  territories: readonly NamedTerritory[]
  fields: readonly FundingField[]
  targets: readonly Target[]
  clauses: Clauses
}

export const usualClauses: Clauses = {
  aidCapBasisPoints: null,
  reducesItself: false,
  reductionPriority: null,
  fungibility: 'none',
  countingRule: 'signature',
  requalification: 'literal',
  reporting: 'none',
  words: null,
}

export const emptyTerms: ConventionTerms = {
  level: 'local',
  startsOn: null,
  endsOn: null,
  renewal: 'none',
  renewalMonths: null,
  noticeDays: null,
  territories: [],
  fields: [],
  targets: [],
  clauses: usualClauses,
}
