import type { PlainDate } from '#domain/plain-date.ts'
import type { EligibilityTest } from '#domain/programmes/eligibility-facts.ts'
import type {
  ExitReason,
  IndicatorKey,
  ObjectiveKind,
  PrescriberKind,
  ProgrammeFamily,
  PublicKind,
  RequiredDocumentKind,
} from '#domain/programmes/kinds.ts'

import type { NamedTerritory } from '#domain/territories/kinds.ts'

/** Where in the life of a measure a required document is asked for. */
export const documentMoments = ['before-start', 'before-end'] as const
export type DocumentMoment = (typeof documentMoments)[number]

/**
 * How long a measure lasts. `limit`:
 * - `fixed`: the total cannot be passed without a recorded derogation;
 * - `advisory`: past the total there are alerts, never an end (a stay of 24 to 48 months, seed 004);
 * - `none`: the needs decide.
 */
export type ProgrammeLength = {
  firstMonths: number | null
  /** Renewals allowed; null: as many as the total leaves room for. */
  renewals: number | null
  renewalMonths: number | null
  totalMonths: number | null
  limit: 'fixed' | 'advisory' | 'none'
  /** Months after the start at which whoever follows the household is told. */
  alertMonths: number[]
}

/** Fixed by the programme, or agreed with each household (seed 004: their pace is theirs). */
export type MeetingRhythm = { kind: 'fixed'; everyWeeks: number } | { kind: 'agreed' }

/** `phases` are a programme's own words, in order: vers, lors, dans le logement. */
export type ProgrammePhase = { key: string; label: string }

/** With which other running measures of the same household one of this programme may not overlap. */
export const overlapRules = ['same-programme', 'same-family', 'any-measure', 'free'] as const
export type OverlapRule = (typeof overlapRules)[number]

/**
 * A programme (*dispositif*) as data: what the law, the convention and the funder ask. A coordinator writes it on screen;
 * a measure keeps the version it began with.
 */
export type ProgrammeDefinition = {
  name: string
  family: ProgrammeFamily
  summary: string
  operator: string | null
  funder: string | null
  convention: string | null
  /** A measure may start from `from` to `to`, both included. */
  from: PlainDate | null
  to: PlainDate | null
  /** Where it applies, by official code; none here nor in `territory`: no limit. Absent from the oldest versions. */
  territories?: NamedTerritory[] | undefined
  /** Places without a code (a district, a labour basin), in words: only a person can tell who lives there. */
  territory: string[]
  prescribers: PrescriberKind[]
  /** The household must belong to one of them; empty: open to all. */
  publics: PublicKind[]
  eligibility: EligibilityTest[]
  phases: ProgrammePhase[]
  length: ProgrammeLength
  documents: { kind: RequiredDocumentKind; moment: DocumentMoment }[]
  rhythm: MeetingRhythm
  objectives: ObjectiveKind[]
  /** Null: no review is due. */
  reviewEveryMonths: number | null
  exits: ExitReason[]
  /** Months after the end at which the result is looked at again: 6, 12. */
  evaluationMonths: number[]
  /** Measures running at once; null: no limit. */
  capacity: number | null
  overlap: OverlapRule
  indicators: IndicatorKey[]
  /** Weight of one running measure in a caseload, in tenths of an ordinary one. */
  weightTenths: number
  supportedBy: 'professionals' | 'volunteers-and-professionals'
  /** Where the rules come from. */
  source: string
}
