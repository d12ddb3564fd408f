import type { Holidays } from '#domain/calendar.ts'
import type { LegalParameter } from '#domain/legal-parameter.ts'
import { overlayOverrides } from '#domain/parameter-overrides.ts'
import { type ParameterReader, readParameters } from '#domain/parameters.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import type { ProcedureDeadline } from '#domain/procedures/deadlines.ts'
import type { Law, ProcedureDefinition, ProcedureFact, Transition } from '#domain/procedures/definition.ts'
import { type DerivedProcedure, deriveProcedure } from '#domain/procedures/derive.ts'
import type { OpenedProcedure } from '#domain/procedures/walk.ts'

/** What is tried on the dates before it is decided or comes into force. */
export type RehearsedChange =
  | { kind: 'holiday-added' | 'holiday-removed'; day: PlainDate }
  | { kind: 'parameter'; key: string; value: number; from: PlainDate }
  /** A reform whose rows and figures start on `reformDay` starts on another day. */
  | { kind: 'reform-moved'; reformDay: PlainDate; to: PlainDate }

/** Décrets 2026-83 and 2026-84: regime B of arrears, and the CCAPEX deciding on the aid, from 1 January 2027. */
export const arrearsReformDay: PlainDate = '2027-01-01'

/** The law as it would stand: its figures and its holidays. */
export const lawWith = (
  change: RehearsedChange | null,
  parameters: readonly LegalParameter[],
  holidays: (day: PlainDate) => Holidays,
): Law => {
  const changed = change === null ? parameters : parametersWith(change, parameters)
  const readers = new Map<PlainDate, ParameterReader>()
  const sets = new Map<Holidays, Holidays>()
  return {
    on(day) {
      const known = readers.get(day) ?? readParameters(changed, day)
      readers.set(day, known)
      return known
    },
    holidays(day) {
      const usual = holidays(day)
      const known = sets.get(usual) ?? holidaysWith(change, usual)
      sets.set(usual, known)
      return known
    },
  }
}

const holidaysWith = (change: RehearsedChange | null, usual: Holidays): Holidays => {
  if (change?.kind === 'holiday-added') return new Set([...usual, change.day])
  if (change?.kind === 'holiday-removed') return new Set([...usual].filter((day) => day !== change.day))
  return usual
}

const parametersWith = (
  change: RehearsedChange,
  parameters: readonly LegalParameter[],
): readonly LegalParameter[] => {
  if (change.kind === 'parameter') {
    const { key, value, from } = change
    const tried = { key, value, validFrom: from, validTo: null, reason: '', setOn: from, source: null }
    return overlayOverrides(parameters, [tried])
  }
  return change.kind === 'reform-moved' ? parameters.map((one) => movedWith(change, one)) : parameters
}

type Moved = Extract<RehearsedChange, { kind: 'reform-moved' }>

/** What the reform starts starts on the other day, and what it ends ends the day before it. */
const movedWith = <T extends { validFrom?: PlainDate; validTo?: PlainDate | null }>(
  { reformDay, to }: Moved,
  dated: T,
): T => {
  const starts = dated.validFrom === reformDay
  const ends = dated.validTo === addDays(reformDay, -1)
  if (!(starts || ends)) return dated
  return { ...dated, ...(starts && { validFrom: to }), ...(ends && { validTo: addDays(to, -1) }) }
}

export const definitionWith = (
  change: RehearsedChange | null,
  definition: ProcedureDefinition,
): ProcedureDefinition =>
  change?.kind === 'reform-moved'
    ? { ...definition, rows: definition.rows.map((row): Transition => movedWith(change, row)) }
    : definition

/** A date that the change would move, start or put an end to. */
export type DeadlineShift = {
  label: string
  isLegal: boolean
  before: PlainDate | null
  after: PlainDate | null
  /** How the day would be counted; how it is, where it would no longer be. */
  why: string
}
export type RehearsedProcedure = {
  shifts: DeadlineShift[]
  stateBefore: string
  stateAfter: string
}

/** One procedure under the law as it stands and as it would; null where nothing would change. */
export const rehearseProcedure = (
  definition: ProcedureDefinition,
  change: RehearsedChange,
  opened: OpenedProcedure,
  facts: readonly ProcedureFact[],
  laws: { before: Law; after: Law },
  today: PlainDate,
): RehearsedProcedure | null => {
  const before = deriveProcedure(definition, opened, facts, laws.before, today)
  const after = deriveProcedure(definitionWith(change, definition), opened, facts, laws.after, today)
  const shifts = shiftsBetween(before, after)
  if (shifts.length === 0 && before.state === after.state) return null
  return { shifts, stateBefore: before.state, stateAfter: after.state }
}

const openOf = ({ deadlines }: DerivedProcedure): ProcedureDeadline[] =>
  deadlines.filter(({ status }) => status === 'open')

/** A fact that the calendar raises is named after its day: failing the same key, the same rule is the same date. */
const shiftsBetween = (before: DerivedProcedure, after: DerivedProcedure): DeadlineShift[] => {
  const left = openOf(after)
  const take = (same: (one: ProcedureDeadline) => boolean): ProcedureDeadline | undefined => {
    const at = left.findIndex(same)
    return at < 0 ? undefined : left.splice(at, 1)[0]
  }
  const kept = openOf(before).map((one) => ({ one, twin: take(({ key }) => key === one.key) }))
  const moved = kept.flatMap(({ one, twin }) => {
    const now = twin ?? take(({ rule }) => rule.rule === one.rule.rule)
    return now?.dueOn === one.dueOn ? [] : [shiftOf(now ?? one, one.dueOn, now?.dueOn ?? null)]
  })
  return [...moved, ...left.map((one) => shiftOf(one, null, one.dueOn))]
}

const shiftOf = (
  { rule, why }: ProcedureDeadline,
  before: PlainDate | null,
  after: PlainDate | null,
): DeadlineShift => ({ label: rule.label, isLegal: rule.isLegal, before, after, why })
