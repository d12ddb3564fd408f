import { sql } from 'kysely'
import {
  type Contact,
  decideRecipient,
  type Recipient,
  type RecipientFacts,
} from '#domain/communications/decide-recipient.ts'
import { type Channel, channels } from '#domain/communications/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import { type LetterFacts, readLetterFacts } from '#server/letters/read-facts.ts'

export type Reading = { tx: Tx; actor: { organisationId: string; name?: string }; today: PlainDate }
export type Facing = RecipientFacts & { letter: LetterFacts }

type Row = {
  householdId: string
  isMerged: boolean
  refusesAll: boolean
  preferredLanguage: string | null
  refused: Channel[] | null
  contacts: Contact[] | null
}

/** How each household can be reached: its holders first, the other adults only when there is no holder. */
const readContacts = async ({ tx, actor, today }: Reading, ids: readonly string[]): Promise<Row[]> => {
  const here = actor.organisationId
  const { rows } = await sql<Row>`
    select h.id as "householdId", h.merged_into_id is not null as "isMerged", h.do_not_contact as "refusesAll",
      h.preferred_language as "preferredLanguage",
      (select array_agg(distinct r.channel) from contact_refusal r
        where r.organisation_id = ${here} and r.household_id = h.id and r.from_on <= ${today}
          and (r.until_on is null or r.until_on >= ${today})) as refused,
      (select json_agg(json_build_object('personId', c.id, 'email', c.email, 'language', c.language,
          'phones', array_remove(array[c.phone, c.second_phone], null)) order by c.member_role <> 'leaseholder', c.member_role, c.last_name)
        from (select p.id, p.email, p.language, p.phone, p.second_phone, p.last_name, m.member_role,
            m.member_role in ('leaseholder', 'co-leaseholder') as is_holder,
            bool_or(m.member_role in ('leaseholder', 'co-leaseholder')) over () as has_holder
          from household_member m
          join person p on p.organisation_id = m.organisation_id and p.id = m.person_id
          where m.organisation_id = ${here} and m.household_id = h.id and m.member_role <> 'child'
            and m.joined_on <= ${today} and (m.left_on is null or m.left_on >= ${today})) c
        where c.is_holder or not c.has_holder) as contacts
    from household h
    where h.organisation_id = ${here} and h.id = any (${[...ids]}::uuid[])`.execute(tx)
  return rows
}

/** What is known of households, to write to them on this day. */
export const readFacing = async (reading: Reading, ids: readonly string[]): Promise<Map<string, Facing>> => {
  const letters = await readLetterFacts(reading, ids)
  const rows = await readContacts(reading, ids)
  return new Map(
    rows.flatMap((row): [string, Facing][] => {
      const letter = letters.get(row.householdId)
      if (!letter) return []
      const postalAddress = letter.hasPostalAddress ? letter.envelope.recipient : null
      const refusedChannels = row.refused ?? []
      return [
        [row.householdId, { ...row, refusedChannels, contacts: row.contacts ?? [], postalAddress, letter }],
      ]
    }),
  )
}

/** The addresses, among those of these households, that send messages back. */
export const listDeadAddresses = async (
  { tx, actor }: Pick<Reading, 'tx' | 'actor'>,
  channel: Channel,
): Promise<ReadonlySet<string>> => {
  const rows = await tx
    .selectFrom('dead_address')
    .where('organisation_id', '=', actor.organisationId)
    .where('channel', '=', channel)
    .select('address')
    .execute()
  return new Set(rows.map(({ address }) => address))
}

/** Every channel for one household: how it would be reached today, or why not. */
export const decideEveryChannel = async (
  reading: Reading,
  householdId: string,
): Promise<{ facts: Facing; decided: { channel: Channel; recipient: Recipient }[] } | undefined> => {
  const facts = (await readFacing(reading, [householdId])).get(householdId)
  if (!facts) return undefined
  const decided: { channel: Channel; recipient: Recipient }[] = []
  for (const channel of channels) {
    const dead = await listDeadAddresses(reading, channel)
    const asked = [...facts.contacts.map(({ language }) => language), facts.preferredLanguage, 'fr']
    const languages = asked.filter((language) => language !== null)
    const recipient = decideRecipient(facts, { channel, languages, hasBounced: (one) => dead.has(one) })
    decided.push({ channel, recipient })
  }
  return { facts, decided }
}
