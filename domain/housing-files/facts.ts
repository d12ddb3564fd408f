import type { DaloAnswers, Stay } from '#domain/dalo/facts.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'

/** Everything the house knows that a prepared file tells, on a day. */
export type HousingFileFacts = {
  onDate: PlainDate
  persons: readonly { name: string; bornOn: PlainDate | null }[]
  stay: (Stay & { place: string | null; landlord: string | null }) | null
  areaSquareDecimetres: number | null
  rentCents: Cents | null
  chargesCents: Cents | null
  debtCents: Cents
  budget: { onDate: PlainDate; resourcesCents: Cents; chargesCents: Cents } | null
  application: {
    number: string | null
    registeredOn: PlainDate
    validUntil: PlainDate | null
  } | null
  /** Homes proposed and not obtained, the latest first. */
  proposals: readonly { on: PlainDate; where: string; outcome: string }[]
  supportSince: PlainDate | null
  evictionOrderedOn: PlainDate | null
  unfitConfirmedOn: PlainDate | null
  answers: DaloAnswers
}

/** Where in the file the missing fact is written down. */
export type MissingPlace = 'persons' | 'situation' | 'path' | 'procedures' | 'questions'
export type MissingFact = { what: string; where: MissingPlace }
