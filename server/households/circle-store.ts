import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { ConsentKind, RelativeKind } from '#domain/households/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

type Here = { tx: Tx; actor: { organisationId: string; membershipId: string } }

export type RelativeDetails = {
  kind: RelativeKind
  name: string
  phone: string | null
  email: string | null
  language: string | null
  roleNote: string | null
  informedOn: PlainDate | null
}

const relativeColumns = [
  'id',
  'kind',
  'name',
  'phone',
  'email',
  'language',
  'role_note as roleNote',
  'informed_on as informedOn',
  'version',
] as const

export const listRelatives = ({ tx, actor }: Here, householdId: string) =>
  tx
    .selectFrom('relative')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('removed_on', 'is', null)
    .select(relativeColumns)
    .orderBy('name')
    .execute()

export const lockRelative = ({ tx, actor }: Here, householdId: string, relativeId: string) =>
  tx
    .selectFrom('relative')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('id', '=', relativeId)
    .where('removed_on', 'is', null)
    .select(relativeColumns)
    .forUpdate()
    .executeTakeFirst()

const valuesOf = ({ roleNote, informedOn, ...same }: RelativeDetails) => ({
  ...same,
  role_note: roleNote,
  informed_on: informedOn,
})

export const insertRelative = async (
  { tx, actor }: Here,
  householdId: string,
  details: RelativeDetails,
): Promise<string> => {
  const id = randomUUIDv7()
  await tx
    .insertInto('relative')
    .values({
      organisation_id: actor.organisationId,
      id,
      household_id: householdId,
      ...valuesOf(details),
    })
    .execute()
  return id
}

export const updateRelative = async (
  { tx, actor }: Here,
  relativeId: string,
  change: RelativeDetails | { removedOn: PlainDate },
): Promise<void> => {
  const values = 'removedOn' in change ? { removed_on: change.removedOn } : valuesOf(change)
  await tx
    .updateTable('relative')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', relativeId)
    .set((eb) => ({ ...values, version: eb('version', '+', 1) }))
    .execute()
}

export type NewConsent = {
  householdId: string
  personId: string
  kind: ConsentKind
  partner: string | null
  givenOn: PlainDate
  endsOn: PlainDate | null
  proof: 'signed' | 'oral' | 'electronic'
  proofFileId: string | null
}

export const insertConsent = async ({ tx, actor }: Here, consent: NewConsent): Promise<string> => {
  const id = randomUUIDv7()
  await tx
    .insertInto('consent')
    .values({
      organisation_id: actor.organisationId,
      id,
      household_id: consent.householdId,
      person_id: consent.personId,
      kind: consent.kind,
      partner: consent.partner,
      given_on: consent.givenOn,
      ends_on: consent.endsOn,
      proof: consent.proof,
      proof_file_id: consent.proofFileId,
      collected_by: actor.membershipId,
    })
    .execute()
  return id
}

export const listConsents = ({ tx, actor }: Here, householdId: string) =>
  tx
    .selectFrom('consent as c')
    .innerJoin('person as p', (join) =>
      join.onRef('p.organisation_id', '=', 'c.organisation_id').onRef('p.id', '=', 'c.person_id'),
    )
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'c.organisation_id').onRef('m.id', '=', 'c.collected_by'),
    )
    .where('c.organisation_id', '=', actor.organisationId)
    .where('c.household_id', '=', householdId)
    .select([
      'c.id',
      'c.person_id as personId',
      sql<string>`concat_ws(' ', p.first_name, p.last_name)`.as('personName'),
      'c.kind',
      'c.partner',
      'c.given_on as givenOn',
      'c.ends_on as endsOn',
      'c.proof',
      'c.proof_file_id as proofFileId',
      'm.name as collectedBy',
      'c.revoked_on as revokedOn',
      'c.version',
    ])
    .orderBy('c.given_on', 'desc')
    .orderBy('c.id', 'desc')
    .execute()

export const findRunningConsent = (
  { tx, actor }: Here,
  { householdId, personId, kind, partner, givenOn }: NewConsent,
) =>
  tx
    .selectFrom('consent')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('person_id', '=', personId)
    .where('kind', '=', kind)
    .where(sql<boolean>`partner is not distinct from ${partner}`)
    .where('revoked_on', 'is', null)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', givenOn)]))
    .select('id')
    .executeTakeFirst()

export const lockConsent = ({ tx, actor }: Here, householdId: string, consentId: string) =>
  tx
    .selectFrom('consent')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('id', '=', consentId)
    .select(['id', 'kind', 'given_on as givenOn', 'revoked_on as revokedOn', 'version'])
    .forUpdate()
    .executeTakeFirst()

export const revokeConsentRow = async (
  { tx, actor }: Here,
  consentId: string,
  revokedOn: PlainDate,
): Promise<void> => {
  await tx
    .updateTable('consent')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', consentId)
    .set((eb) => ({ revoked_on: revokedOn, version: eb('version', '+', 1) }))
    .execute()
}

export const findStoredFile = ({ tx, actor }: Here, fileId: string) =>
  tx
    .selectFrom('stored_file')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', fileId)
    .select('id')
    .executeTakeFirst()
