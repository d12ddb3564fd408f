import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { SequenceType } from '#domain/sepa/kinds.ts'

/** A line before it is in a file: a debit of a collection, or the transfer of a payment order. */
export type FileLine = {
  collectionId: string | null
  paymentOrderId: string | null
  mandateId: string | null
  attempt: number
  endToEndId: string
  sequenceType: SequenceType | null
  isAccountChanged: boolean
  name: string
  iban: string
  bic: string | null
  cents: Cents
  label: string
  dueOn: PlainDate
  householdId: string | null
  financingId: string | null
}
