import { createHash } from 'node:crypto'
import type pg from 'pg'
import { inOrganisation } from '#server/db.ts'
import { type DemoOrganisation, demoEmail, demoOrganisations, demoPassword } from '#server/demo/staff.ts'
import type { House } from '#server/house.ts'
import { ensureAccount } from '#server/identity/accounts.ts'
import type { Auth } from '#server/identity/auth.ts'

/** The same name always gives the same identifier: the demo is deterministic. */
export const demoId = (name: string): string => {
  const hex = createHash('sha256').update(`palier-demo:${name}`).digest('hex')
  return `0190a000-${hex.slice(0, 4)}-7${hex.slice(4, 7)}-8${hex.slice(7, 10)}-${hex.slice(10, 22)}`
}

/** Loads the fictional organisations, once: the second call finds them and does nothing. */
export const loadDemo = async (house: House, auth: Auth, owner: pg.Client): Promise<boolean> => {
  const { rows } = await owner.query('select from organisation limit 1')
  if (rows.length > 0) return false
  for (const organisation of demoOrganisations) {
    await owner.query('insert into organisation (id, slug, name, kind) values ($1, $2, $3, $4)', [
      organisation.id,
      organisation.slug,
      organisation.name,
      organisation.kind,
    ])
    await loadStaff(house, auth, organisation)
  }
  return true
}

const loadStaff = async (house: House, auth: Auth, { id: organisationId, members }: DemoOrganisation) => {
  const accounts = await Promise.all(
    members.map(async (member) => ({
      member,
      ...(await ensureAccount(auth, { email: demoEmail(member), name: member.name, password: demoPassword })),
    })),
  )
  await inOrganisation(house.database, organisationId, async (tx) => {
    const teams = [...new Set(members.map(({ team }) => team))]
    const teamId = (name: string) => demoId(`${organisationId}/team/${name}`)
    await tx
      .insertInto('team')
      .values(teams.map((name) => ({ organisation_id: organisationId, id: teamId(name), name })))
      .execute()
    await tx
      .insertInto('membership')
      .values(
        accounts.map(({ member, userId }) => ({
          organisation_id: organisationId,
          id: demoId(`${organisationId}/member/${member.key}`),
          user_id: userId,
          name: member.name,
          email: demoEmail(member),
          role: member.role,
          team_id: teamId(member.team),
        })),
      )
      .execute()
  })
}
