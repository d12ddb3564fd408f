import { z } from 'zod'
import { capability, query } from '#contract/endpoint.ts'
import { Id } from '#contract/shapes.ts'
import { roles } from '#domain/access.ts'

export const Role = z.enum(roles)

export const Membership = z.object({
  organisationId: Id,
  slug: z.string(),
  organisationName: z.string(),
  membershipId: Id,
  name: z.string(),
  role: Role,
  teamId: Id.nullable(),
})

/** What `GET /api/session` tells before any organisation is chosen. */
export const Session = z.object({
  person: z.object({ name: z.string(), email: z.string(), twoFactorEnabled: z.boolean() }).nullable(),
  memberships: z.array(Membership),
  oidcLabel: z.string().nullable(),
  demo: z
    .object({
      password: z.string(),
      accounts: z.array(
        z.object({ email: z.string(), name: z.string(), role: Role, organisation: z.string() }),
      ),
    })
    .nullable(),
  today: z.string(),
})
export type Session = z.output<typeof Session>

export const Colleague = z.object({ id: Id, name: z.string(), role: Role, team: z.string().nullable() })

export const identity = capability('identity', {
  listColleagues: query({
    action: 'read-colleagues',
    summary: 'Les collègues en poste, pour choisir un référent ou une personne présente.',
    input: z.object({}),
    output: z.object({ rows: z.array(Colleague) }),
  }),
})
