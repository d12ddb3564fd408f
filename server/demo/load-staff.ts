import { inOrganisation } from '#server/db.ts'
import { demoId } from '#server/demo/demo-id.ts'
import { type DemoOrganisation, demoEmail, demoPassword } from '#server/demo/staff.ts'
import type { Staff } from '#server/demo/teller.ts'
import type { House } from '#server/house.ts'
import { ensureAccount } from '#server/identity/accounts.ts'
import type { Auth } from '#server/identity/auth.ts'
import type { Actor } from '#server/use-case.ts'

/** The members of an organisation and their accounts; those that are there already are left as they are. */
export const loadStaff = async (
  house: House,
  auth: Auth,
  { id: organisationId, members }: DemoOrganisation,
): Promise<Staff> => {
  const teamId = (name: string) => demoId(`${organisationId}/team/${name}`)
  const staff = await Promise.all(
    members.map(async (member): Promise<[string, Actor]> => {
      const account = { email: demoEmail(member), name: member.name, password: demoPassword }
      const { userId } = await ensureAccount(auth, account)
      const membershipId = demoId(`${organisationId}/member/${member.key}`)
      const { name, role } = member
      return [member.key, { organisationId, membershipId, userId, name, role, teamId: teamId(member.team) }]
    }),
  )
  await inOrganisation(house.database, organisationId, async (tx) => {
    await tx
      .insertInto('team')
      .values(
        [...new Set(members.map(({ team }) => team))].map((name) => ({
          organisation_id: organisationId,
          id: teamId(name),
          name,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await tx
      .insertInto('membership')
      .values(
        staff.map(([key, actor]) => ({
          organisation_id: organisationId,
          id: actor.membershipId,
          user_id: actor.userId,
          name: actor.name,
          email: demoEmail({ key }),
          role: actor.role,
          team_id: actor.teamId,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
  return new Map(staff)
}
