import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

/** Who writes a fact: a person, or a rule at night. */
export type Recorder = {
  tx: Tx
  actor: { organisationId: string; membershipId?: string }
  today: PlainDate
  now: Date
}
