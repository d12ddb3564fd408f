import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { PersonDetails } from '#contract/households.ts'
import type { Vulnerability } from '#domain/households/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { MemberRole } from '#domain/tenancies/kinds.ts'
import type { Tx } from '#server/db.ts'
import { personsOf } from '#server/households/persons-of.ts'

type Here = { tx: Tx; actor: { organisationId: string } }
export type Details = z.output<typeof PersonDetails>

export const findHousehold = ({ tx, actor }: Here, householdId: string) =>
  tx
    .selectFrom('household as h')
    .leftJoin('household as k', (join) =>
      join.onRef('k.organisation_id', '=', 'h.organisation_id').onRef('k.id', '=', 'h.merged_into_id'),
    )
    .where('h.organisation_id', '=', actor.organisationId)
    .where('h.id', '=', householdId)
    .select([
      'h.id',
      'h.label',
      'h.preferred_language',
      'h.do_not_contact',
      'h.postal_address',
      'h.version',
      'h.merged_into_id',
      'k.label as kept_label',
    ])
    .executeTakeFirst()

export const lockHousehold = ({ tx, actor }: Here, householdId: string) =>
  tx
    .selectFrom('household')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', householdId)
    .select([
      'id',
      'label',
      'preferred_language',
      'do_not_contact',
      'postal_address',
      'version',
      'merged_into_id',
    ])
    .forUpdate()
    .executeTakeFirst()

export const insertHousehold = async ({ tx, actor }: Here, label: string): Promise<string> => {
  const id = randomUUIDv7()
  await tx.insertInto('household').values({ organisation_id: actor.organisationId, id, label }).execute()
  return id
}

export const updateHousehold = async (
  { tx, actor }: Here,
  householdId: string,
  change: {
    label: string
    preferredLanguage: string | null
    doNotContact: boolean
    postalAddress?: string | null | undefined
  },
): Promise<void> => {
  await tx
    .updateTable('household')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', householdId)
    .set((eb) => ({
      label: change.label,
      preferred_language: change.preferredLanguage,
      do_not_contact: change.doNotContact,
      ...(change.postalAddress !== undefined && { postal_address: change.postalAddress }),
      version: eb('version', '+', 1),
    }))
    .execute()
}

const columnsOf = (details: Details) => ({
  civility: details.civility,
  last_name: details.lastName,
  first_name: details.firstName,
  birth_name: details.birthName,
  birth_on: details.birthOn,
  phone: details.phone,
  second_phone: details.secondPhone,
  email: details.email,
  language: details.language,
})

export const insertPerson = async ({ tx, actor }: Here, details: Details): Promise<string> => {
  const id = randomUUIDv7()
  await tx
    .insertInto('person')
    .values({ organisation_id: actor.organisationId, id, ...columnsOf(details) })
    .execute()
  return id
}

export const updatePerson = async (
  { tx, actor }: Here,
  personId: string,
  details: Details,
): Promise<void> => {
  await tx
    .updateTable('person')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', personId)
    .set((eb) => ({ ...columnsOf(details), version: eb('version', '+', 1) }))
    .execute()
}

export const updateVulnerabilities = async (
  { tx, actor }: Here,
  personId: string,
  vulnerabilities: Vulnerability[],
): Promise<void> => {
  await tx
    .updateTable('person')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', personId)
    .set((eb) => ({ vulnerabilities, version: eb('version', '+', 1) }))
    .execute()
}

export const insertMember = async (
  { tx, actor }: Here,
  householdId: string,
  personId: string,
  { memberRole, joinedOn }: { memberRole: MemberRole; joinedOn: PlainDate },
): Promise<void> => {
  await tx
    .insertInto('household_member')
    .values({
      organisation_id: actor.organisationId,
      household_id: householdId,
      person_id: personId,
      joined_on: joinedOn,
      member_role: memberRole,
    })
    .execute()
}

/** The persons of a household, present and past, the lease holder first. */
export const listMembers = ({ tx, actor }: Here, householdId: string) =>
  personsOf(tx, actor.organisationId, householdId)
    .select([
      'p.id as personId',
      'p.civility',
      'p.last_name as lastName',
      'p.first_name as firstName',
      'p.birth_name as birthName',
      'p.birth_on as birthOn',
      'p.phone',
      'p.second_phone as secondPhone',
      'p.email',
      'p.language',
      'p.vulnerabilities',
      'p.version',
      'm.member_role as memberRole',
      'm.joined_on as joinedOn',
      'm.left_on as leftOn',
    ])
    .orderBy(
      sql`array_position(array['leaseholder','co-leaseholder','partner','child'], m.member_role) nulls last`,
    )
    .orderBy('p.birth_on')
    .orderBy('p.id')
    .execute()

/** A person of this household, present or past, locked until the end. */
export const lockPersonOf = ({ tx, actor }: Here, householdId: string, personId: string) =>
  tx
    .selectFrom('person as p')
    .where('p.organisation_id', '=', actor.organisationId)
    .where('p.id', '=', personId)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('household_member as m')
          .whereRef('m.organisation_id', '=', 'p.organisation_id')
          .whereRef('m.person_id', '=', 'p.id')
          .where('m.household_id', '=', householdId)
          .select(sql`1`.as('one')),
      ),
    )
    .select([
      'p.id',
      'p.civility',
      'p.last_name as lastName',
      'p.first_name as firstName',
      'p.birth_name as birthName',
      'p.birth_on as birthOn',
      'p.phone',
      'p.second_phone as secondPhone',
      'p.email',
      'p.language',
      'p.vulnerabilities',
      'p.version',
    ])
    .forUpdate()
    .executeTakeFirst()

export const findMembership = (
  { tx, actor }: Here,
  { householdId, personId, joinedOn }: { householdId: string; personId: string; joinedOn: PlainDate },
) =>
  tx
    .selectFrom('household_member')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('person_id', '=', personId)
    .where('joined_on', '=', joinedOn)
    .select(['left_on as leftOn'])
    .forUpdate()
    .executeTakeFirst()

export const endMember = async (
  { tx, actor }: Here,
  {
    householdId,
    personId,
    joinedOn,
    leftOn,
  }: { householdId: string; personId: string; joinedOn: PlainDate; leftOn: PlainDate },
): Promise<void> => {
  await tx
    .updateTable('household_member')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('person_id', '=', personId)
    .where('joined_on', '=', joinedOn)
    .set({ left_on: leftOn })
    .execute()
}

/** What changes a name, a phone or an address calls this before its transaction ends. */
export const refreshSearch = async ({ tx }: Here, householdIds: readonly string[]): Promise<void> => {
  await sql`select refresh_household_search(${householdIds}::uuid[])`.execute(tx)
}

export const refreshSearchOfPerson = async ({ tx, actor }: Here, personId: string): Promise<void> => {
  await sql`select refresh_household_search(array(select m.household_id from household_member m
    where m.organisation_id = ${actor.organisationId} and m.person_id = ${personId}))`.execute(tx)
}

export const countProposals = async ({ tx, actor }: Here, householdId: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from duplicate_proposal d
    where d.organisation_id = ${actor.organisationId} and d.state = 'proposed'
      and exists (select from household_member m
        where m.organisation_id = d.organisation_id and m.household_id = ${householdId}
          and m.person_id in (d.person_a, d.person_b))`.execute(tx)
  return rows[0]?.count ?? 0
}
