import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import {
  InvitationAccepted,
  InvitationAnswer,
  InvitationLink,
  InvitationView,
  Session,
} from '#contract/identity.ts'
import { invalid, invalidAt, type JsonAnswer } from '#server/api/answer.ts'
import { limitCalls } from '#server/api/limit-calls.ts'
import { demoEmail, demoOrganisations, demoPassword } from '#server/demo/staff.ts'
import type { House } from '#server/house.ts'
import { acceptInvitation, readInvitation } from '#server/identity/accept-invitation.ts'
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
  invitationRoutes(routes, house, auth)
  return routes
}

const callsPerMinute = 60

const unknownInvitation = {
  error: 'unknown-invitation',
  message:
    'Ce lien d’invitation a expiré, a été annulé ou a déjà servi. Demandez-en un autre à la personne qui vous a invité.',
}
const passwordNeeded = invalidAt('password', 'Choisissez un mot de passe de 12 caractères au moins.')

/** The holder of an invitation has no account yet: the token in the body is all they show. */
const invitationRoutes = (routes: Hono, house: House, auth: Auth) => {
  const smallBody = bodyLimit({ maxSize: 10_000 })
  routes.use('/api/invitation/*', limitCalls(house, callsPerMinute))
  routes.post('/api/invitation/read', smallBody, async (c) => {
    const link = InvitationLink.safeParse(await c.req.json().catch(() => undefined))
    if (!link.success) return answerJson(c, invalid(link.error))
    const view = await readInvitation(house, auth, link.data.token)
    return view ? c.json(InvitationView.parse(view)) : c.json(unknownInvitation, 404)
  })
  routes.post('/api/invitation/accept', smallBody, async (c) => {
    const answer = InvitationAnswer.safeParse(await c.req.json().catch(() => undefined))
    if (!answer.success) return answerJson(c, invalid(answer.error))
    const accepted = await acceptInvitation(house, auth, answer.data)
    if (accepted.outcome === 'unknown-invitation') return c.json(unknownInvitation, 404)
    if (accepted.outcome === 'password-needed') return answerJson(c, passwordNeeded)
    return c.json(InvitationAccepted.parse(accepted))
  })
}

const answerJson = (c: Context, { status, body }: JsonAnswer) => c.json(body as object, status as 400)

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
