import { randomBytes, randomUUID, randomUUIDv7 } from 'node:crypto'
import type pg from 'pg'
import type { Role } from '#domain/access.ts'
import { hashToken } from '#server/session.ts'
import type { TestMember, TestOrganisation } from '#tests/house.ts'

/** A household by hand, for tests that need one and nothing more. */
export const makeHousehold = async (owner: pg.Client, { id }: TestOrganisation, label = 'Martine DURAND') => {
  const householdId = randomUUIDv7()
  await owner.query('insert into household (organisation_id, id, label) values ($1, $2, $3)', [
    id,
    householdId,
    label,
  ])
  return householdId
}

export const makeReferent = async (
  owner: pg.Client,
  member: TestMember,
  householdId: string,
  { kind = 'referent', fromOn = '2026-01-01' }: { kind?: 'referent' | 'volunteer'; fromOn?: string } = {},
) => {
  await owner.query(
    `insert into household_referent (organisation_id, household_id, membership_id, kind, from_on)
     values ($1, $2, $3, $4, $5)`,
    [member.organisationId, householdId, member.membershipId, kind, fromOn],
  )
}

/** One more member, in a team of their own unless one is given. */
export const makeMember = async (
  owner: pg.Client,
  { id: organisationId }: TestOrganisation,
  role: Role,
  teamId?: string,
): Promise<TestMember> => {
  const membershipId = randomUUIDv7()
  const userId = randomUUID()
  const team = teamId ?? randomUUIDv7()
  const token = `palier_${organisationId}_${randomBytes(32).toString('base64url')}`
  const name = `Autre ${role}`
  if (!teamId)
    await owner.query('insert into team (organisation_id, id, name) values ($1, $2, $3)', [
      organisationId,
      team,
      `Équipe ${team}`,
    ])
  await owner.query(
    `insert into membership (organisation_id, id, user_id, name, email, role, team_id)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [organisationId, membershipId, userId, name, `${membershipId}@test.example`, role, team],
  )
  await owner.query(
    `insert into access_token (organisation_id, id, membership_id, name, role, token_hash, expires_at)
     values ($1, $2, $3, 'essai', $4, $5, '2100-01-01')`,
    [organisationId, randomUUIDv7(), membershipId, role, hashToken(token)],
  )
  return { organisationId, membershipId, userId, name, role, teamId: team, token }
}
