import type { PlainDate } from '#domain/plain-date.ts'
import { type MandatePiece, mandatePieces, type SubsidyMandateKind } from '#domain/subsidies/kinds.ts'

export type SubsidyMandate = {
  kind: SubsidyMandateKind
  signedOn: PlainDate
  endedOn: PlainDate | null
  pieces: readonly MandatePiece[]
}

/** From this day financial mandataries must supply their pieces (France Rénov', Effy, 2025). */
export const piecesRequiredFrom: PlainDate = '2025-07-01'

export const receivesMoney = (kind: SubsidyMandateKind): boolean => kind !== 'administrative'

/** What is missing for the subsidy to be paid to the mandatary. */
export const missingPieces = ({ kind, signedOn, pieces }: SubsidyMandate): MandatePiece[] =>
  receivesMoney(kind) && signedOn >= piecesRequiredFrom
    ? mandatePieces.filter((piece) => !pieces.includes(piece))
    : []

/** In force on the day, allowed to receive the subsidy, with all its pieces. */
export const isUsableOn = (mandate: SubsidyMandate, on: PlainDate): boolean =>
  receivesMoney(mandate.kind) &&
  mandate.signedOn <= on &&
  (mandate.endedOn === null || on <= mandate.endedOn) &&
  missingPieces(mandate).length === 0
