import { Hono } from 'hono'
import { Session } from '#contract/identity.ts'
import { demoEmail, demoOrganisations, demoPassword } from '#server/demo/staff.ts'
import type { House } from '#server/house.ts'
import type { Auth } from '#server/identity/auth.ts'
import { listMemberships } from '#server/session.ts'

/** What a browser asks before any organisation is chosen: who am I, where do I work. */
export const identityRoutes = (house: House, auth: Auth): Hono => {
  const routes = new Hono()
  routes.get('/api/session', async (c) => {
    const session = await auth.api.getSession({ headers: c.req.raw.headers })
    return c.json(
      Session.parse({
        person: session && {
          name: session.user.name,
          email: session.user.email,
          twoFactorEnabled: session.user.twoFactorEnabled === true,
        },
        memberships: session ? await listMemberships(house, session.user.id) : [],
        oidcLabel: house.config.oidc?.label ?? null,
        demo: house.config.demo && !session ? demoAccounts : null,
        today: house.clock.today(),
      }),
    )
  })
  return routes
}

const demoAccounts = {
  password: demoPassword,
  accounts: demoOrganisations.flatMap(({ name: organisation, members }) =>
    members.map((member) => ({
      email: demoEmail(member),
      name: member.name,
      role: member.role,
      organisation,
    })),
  ),
}
