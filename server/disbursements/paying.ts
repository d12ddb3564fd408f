import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

/** Who pays: a person, or a rule at night. */
export type Paying = {
  tx: Tx
  today: PlainDate
  now: Date
  actor: { organisationId: string; membershipId?: string }
}
