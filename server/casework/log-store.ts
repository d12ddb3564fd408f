import { sql } from 'kysely'
import type { Compartment } from '#domain/casework/compartments.ts'
import type { Audience } from '#domain/casework/kinds.ts'
import type { ContactChannel, ContactOutcome, ContactPlace } from '#domain/households/contact-kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { readable } from '#server/casework/readable.ts'
import type { Acting } from '#server/use-case.ts'

export type EntryWords = {
  audience: Audience
  compartment: Compartment
  happenedOn: PlainDate
  channel: ContactChannel | null
  outcome: ContactOutcome | null
  place: ContactPlace | null
  present: string[]
  body: string
}

const wordsOf = (entry: EntryWords) => ({
  audience: entry.audience,
  compartment: entry.compartment,
  happened_on: entry.happenedOn,
  channel: entry.channel,
  outcome: entry.outcome,
  place: entry.place,
  present: entry.present,
  body: entry.body,
})

type NewEntry = EntryWords & { id: string; householdId: string; kind: 'contact' | 'note' }

export const insertEntry = async ({ tx, actor, now }: Acting, entry: NewEntry): Promise<void> => {
  await tx
    .insertInto('log_entry')
    .values({
      organisation_id: actor.organisationId,
      id: entry.id,
      household_id: entry.householdId,
      kind: entry.kind,
      author_id: actor.membershipId,
      written_at: now,
      ...wordsOf(entry),
    })
    .execute()
}

/** The entry, if the caller may read it: what one may not read does not exist. */
const entryRead = ({ tx, actor, today }: Acting, householdId: string, entryId: string) =>
  tx
    .selectFrom('log_entry as e')
    .where('e.organisation_id', '=', actor.organisationId)
    .where('e.household_id', '=', householdId)
    .where('e.id', '=', entryId)
    .where(readable({ actor, today }, 'e'))
    .selectAll('e')

export const findEntry = (context: Acting, householdId: string, entryId: string) =>
  entryRead(context, householdId, entryId).executeTakeFirst()
export const findEntryForUpdate = (context: Acting, householdId: string, entryId: string) =>
  entryRead(context, householdId, entryId).forUpdate().executeTakeFirst()
export type EntryRow = NonNullable<Awaited<ReturnType<typeof findEntryForUpdate>>>

/** Keeps what the entry said, then writes what it says now. */
export const correctEntryRow = async ({ tx, actor, now }: Acting, was: EntryRow, words: EntryWords) => {
  await tx
    .insertInto('log_entry_version')
    .values({
      organisation_id: actor.organisationId,
      log_entry_id: was.id,
      version: was.version,
      audience: was.audience,
      compartment: was.compartment,
      happened_on: was.happened_on,
      channel: was.channel,
      outcome: was.outcome,
      place: was.place,
      present: was.present,
      body: was.body,
      written_at: was.corrected_at ?? was.written_at,
    })
    .execute()
  await updateEntry({ tx, actor }, was, { ...wordsOf(words), corrected_at: now })
}

export const withdrawEntryRow = ({ tx, actor, now }: Acting, was: EntryRow, reason: string) =>
  updateEntry({ tx, actor }, was, {
    withdrawn_at: now,
    withdrawn_by: actor.membershipId,
    withdrawn_reason: reason,
  })

const updateEntry = async ({ tx, actor }: Pick<Acting, 'tx' | 'actor'>, was: EntryRow, set: object) => {
  await tx
    .updateTable('log_entry')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', was.id)
    .set({ ...set, version: was.version + 1 })
    .execute()
}

/** Each earlier version is read under the audience it had, not under the one the entry has now. */
export const listVersionRows = ({ tx, actor, today }: Acting, entryId: string) =>
  tx
    .selectFrom((from) =>
      from
        .selectFrom('log_entry_version as v')
        .innerJoin('log_entry as e', (join) =>
          join.onRef('e.organisation_id', '=', 'v.organisation_id').onRef('e.id', '=', 'v.log_entry_id'),
        )
        .where('v.organisation_id', '=', actor.organisationId)
        .where('v.log_entry_id', '=', entryId)
        .where((eb) => eb.or([eb('e.withdrawn_at', 'is', null), eb('e.author_id', '=', actor.membershipId)]))
        .selectAll('v')
        .select(['e.author_id', 'e.household_id'])
        .as('v'),
    )
    .where(readable({ actor, today }, 'v'))
    .selectAll('v')
    .orderBy(sql`v.version`, 'desc')
    .execute()
