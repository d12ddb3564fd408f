import type { Compartment } from '#domain/casework/compartments.ts'
import type { Audience } from '#domain/casework/kinds.ts'
import type { ContactChannel, ContactOutcome, ContactPlace } from '#domain/households/contact-kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { EntryWords } from '#server/casework/log-store.ts'

type Row = {
  audience: string
  compartment: string
  channel: string | null
  outcome: string | null
  place: string | null
  present: string[]
  body: string
}

/** The words of an entry as the wire carries them; the database holds only members of the closed lists. */
export const textOf = (row: Row): Omit<EntryWords, 'happenedOn'> => ({
  audience: row.audience as Audience,
  compartment: row.compartment as Compartment,
  channel: row.channel as ContactChannel | null,
  outcome: row.outcome as ContactOutcome | null,
  place: row.place as ContactPlace | null,
  present: row.present,
  body: row.body,
})

export const wordsIn = (row: Row & { happened_on: PlainDate }): EntryWords => ({
  ...textOf(row),
  happenedOn: row.happened_on,
})
