import { type Allotment, lowestEnvelopeFrom } from '#domain/envelopes/cap.ts'
import type { EnvelopeKind } from '#domain/envelopes/kinds.ts'
import { type FundStanding, usedBy } from '#domain/envelopes/standing.ts'
import { type Cents, formatEuros } from '#domain/money.ts'
import { type PlainDate, yearOf } from '#domain/plain-date.ts'

export type OpenEnvelope = {
  kind: EnvelopeKind
  /** A flow of one year. */
  year: number | null
  openedOn: PlainDate
  closedOn: PlainDate | null
  allotments: readonly Allotment[]
}

/** Why an envelope refuses, with the figures that say so. */
export type ExhaustedFigures = {
  label: string
  requested: Cents
  cap: Cents
  used: Cents
  available: Cents
}

export const isEnvelopeOpen = (
  envelope: Pick<OpenEnvelope, 'openedOn' | 'closedOn' | 'year'>,
  on: PlainDate,
): boolean =>
  envelope.openedOn <= on &&
  (envelope.closedOn === null || on <= envelope.closedOn) &&
  (envelope.year === null || envelope.year === yearOf(on))

export type CommitmentDecision =
  | { outcome: 'committed'; availableAfter: Cents }
  | { outcome: 'refused'; reason: 'envelope-closed' }
  | { outcome: 'refused'; reason: 'envelope-exhausted'; cap: Cents; used: Cents; available: Cents }

/** May this much be committed on this day? Every commitment counts, those of a later day too. */
export const decideCommitment = (
  envelope: OpenEnvelope,
  standing: FundStanding,
  { cents, on }: { cents: Cents; on: PlainDate },
): CommitmentDecision => {
  if (!isEnvelopeOpen(envelope, on)) return { outcome: 'refused', reason: 'envelope-closed' }
  const cap = lowestEnvelopeFrom(envelope.allotments, on)
  const used = usedBy(envelope, standing)
  const available = cap - used
  return cents <= available
    ? { outcome: 'committed', availableAfter: available - cents }
    : { outcome: 'refused', reason: 'envelope-exhausted', cap, used, available }
}

/** May this much be taken out from this day on? What is used stays covered. */
export const decideWithdrawal = (
  envelope: OpenEnvelope,
  standing: FundStanding,
  { cents, on }: { cents: Cents; on: PlainDate },
): { outcome: 'allowed' } | { outcome: 'refused'; cap: Cents; used: Cents; available: Cents } => {
  const cap = lowestEnvelopeFrom(envelope.allotments, on)
  const used = usedBy(envelope, standing)
  const available = cap - used
  return cents <= available ? { outcome: 'allowed' } : { outcome: 'refused', cap, used, available }
}

/** « Demandé 10 000,00 € ; plafond 200 000,00 €, déjà pris 195 000,00 €, disponible 5 000,00 €. » */
export const tellExhausted = ({ label, requested, cap, used, available }: ExhaustedFigures): string =>
  `« ${label} » : ${formatEuros(requested)} demandés ; plafond ${formatEuros(cap)}, déjà engagé ${formatEuros(used)}, disponible ${formatEuros(available)}.`
