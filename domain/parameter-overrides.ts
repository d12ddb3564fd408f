import type { Confidence, LegalParameter } from '#domain/legal-parameter.ts'
import { addDays, formatDate, type PlainDate } from '#domain/plain-date.ts'

/** An organisation's own value of a figure: a local scale, or a published one that Palier does not know yet. */
export type ParameterOverride = {
  key: string
  value: number
  validFrom: PlainDate
  /** Null: until a newer version of the figure, from the law or from the organisation, comes into force. */
  validTo: PlainDate | null
  reason: string
  setOn: PlainDate
  /** Where it was read, for a published figure that Palier does not ship; null for a decision of the organisation. */
  source: { reference: string; readOn: PlainDate; confidence: Confidence } | null
}

const byStart = (a: { validFrom: PlainDate }, b: { validFrom: PlainDate }) =>
  a.validFrom < b.validFrom ? -1 : 1

/** The figures as the organisation reads them: one version at most per figure and per day, its own before the law's. */
export const overlayOverrides = (
  legal: readonly LegalParameter[],
  overrides: readonly ParameterOverride[],
): LegalParameter[] => {
  const keys = new Set(overrides.map(({ key }) => key))
  const untouched = legal.filter(({ key }) => !keys.has(key))
  return [...untouched, ...[...keys].flatMap((key) => timelineOf(key, legal, overrides))]
}

const timelineOf = (
  key: string,
  legal: readonly LegalParameter[],
  overrides: readonly ParameterOverride[],
): LegalParameter[] => {
  const shipped = legal.filter((one) => one.key === key).toSorted(byStart)
  const own = overrides.filter((one) => one.key === key).toSorted(byStart)
  const model = shipped[0]
  if (!model) return []
  const decided = own.map((one): LegalParameter => {
    const next = [...shipped, ...own].map(({ validFrom }) => validFrom).filter((day) => day > one.validFrom)
    const nextOwn = own.find(({ validFrom }) => validFrom > one.validFrom)?.validFrom
    const until = one.validTo === null ? next.toSorted()[0] : nextOwn
    const dayBefore = until === undefined ? null : addDays(until, -1)
    return {
      ...model,
      value: one.value,
      validFrom: one.validFrom,
      validTo: earliest(one.validTo, dayBefore),
      ...sourceOf(one),
    }
  })
  return [...decided, ...shipped.flatMap((one) => withoutDays(one, decided))].toSorted(byStart)
}

const sourceOf = ({ source, setOn, reason }: ParameterOverride) =>
  source === null
    ? {
        legalRef: `Décision de l’organisation du ${formatDate(setOn)} : ${reason}`,
        sourceDate: setOn,
        confidence: 'own-decision' as const,
      }
    : { legalRef: source.reference, sourceDate: source.readOn, confidence: source.confidence }

const earliest = (a: PlainDate | null, b: PlainDate | null): PlainDate | null =>
  a === null || b === null ? (a ?? b) : a < b ? a : b

/** What is left of a version once the days of the others are taken out of it. */
const withoutDays = (version: LegalParameter, taken: readonly LegalParameter[]): LegalParameter[] => {
  let left = [version]
  for (const cut of taken) left = left.flatMap((piece) => cutOut(piece, cut))
  return left
}

const cutOut = (piece: LegalParameter, cut: LegalParameter): LegalParameter[] => {
  const startsAfter = piece.validTo !== null && cut.validFrom > piece.validTo
  const endsBefore = cut.validTo !== null && cut.validTo < piece.validFrom
  if (startsAfter || endsBefore) return [piece]
  const before = cut.validFrom > piece.validFrom ? [{ ...piece, validTo: addDays(cut.validFrom, -1) }] : []
  const remains = cut.validTo !== null && (piece.validTo === null || cut.validTo < piece.validTo)
  const after = remains ? [{ ...piece, validFrom: addDays(cut.validTo as PlainDate, 1) }] : []
  return [...before, ...after]
}
