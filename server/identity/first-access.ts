import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type pg from 'pg'
import { z } from 'zod'
import { shortText } from '#contract/shapes.ts'
import type { House } from '#server/house.ts'
import { ensureAccount } from '#server/identity/accounts.ts'
import type { Auth } from '#server/identity/auth.ts'
import { hashToken } from '#server/session.ts'

/**
 * While there is no organisation, each start makes a new link and forgets the former one. The link is printed where the
 * server was started: whoever reads that already holds the machine.
 */
export const prepareFirstAccess = async (owner: pg.Client, url: string): Promise<string | undefined> => {
  const { rowCount } = await owner.query('select from organisation limit 1')
  if (rowCount !== 0) {
    await owner.query('delete from first_access')
    return undefined
  }
  const token = randomBytes(32).toString('base64url')
  await owner.query(
    `insert into first_access (token_hash) values ($1)
     on conflict (only_one) do update set token_hash = excluded.token_hash, created_at = now()`,
    [hashToken(token)],
  )
  return `${url}/premier-acces/${token}`
}

export const isFirstAccess = async (house: House, token: string): Promise<boolean> => {
  const { rowCount } = await house.database.pool.query('select from first_access where token_hash = $1', [
    hashToken(token),
  ])
  return rowCount === 1
}

export const organisationKinds = {
  landlord: 'Bailleur',
  association: 'Association',
  lender: 'Organisme prêteur',
  'public-body': 'Collectivité ou service public',
} as const

const kinds = Object.keys(organisationKinds) as [keyof typeof organisationKinds]

export const FirstAccess = z
  .object({
    organisationName: shortText(120),
    kind: z.enum(kinds, 'Choisissez dans la liste.'),
    name: shortText(120),
    email: z.email('Cette adresse électronique n’est pas complète.').max(200),
    password: z
      .string()
      .min(12, 'Le mot de passe doit compter 12 caractères au moins.')
      .max(128, 'Le mot de passe est trop long : 128 caractères au plus.'),
    repeated: z.string(),
  })
  .refine(({ password, repeated }) => password === repeated, {
    path: ['repeated'],
    message: 'Les deux mots de passe ne sont pas les mêmes.',
  })
export type FirstAccess = z.output<typeof FirstAccess>

/** False when the link has served in the meantime. The account made for nothing belongs to nobody's organisation. */
export const openFirstOrganisation = async (
  house: House,
  auth: Auth,
  token: string,
  { organisationName, kind, name, email, password }: FirstAccess,
): Promise<boolean> => {
  const { userId } = await ensureAccount(auth, { email, name, password })
  const opened = await sql<{ opened: boolean }>`select open_first_organisation(${hashToken(token)},
    ${randomUUIDv7()}::uuid, ${slugOf(organisationName)}, ${organisationName}, ${kind},
    ${randomUUIDv7()}::uuid, ${randomUUIDv7()}::uuid, ${userId}, ${name}, ${email.toLowerCase()}) as opened`.execute(
    house.database.kysely,
  )
  return opened.rows[0]?.opened === true
}

/** Addresses that the application itself answers at. */
const reserved = new Set([
  'api',
  'assets',
  'connexion',
  'courriels',
  'demande',
  'healthz',
  'invitation',
  'mon-compte',
  'mot-de-passe-oublie',
  'nouveau-mot-de-passe',
  'premier-acces',
])

export const slugOf = (name: string): string => {
  const slug = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50)
    .replace(/-+$/, '')
  return slug.length < 2 || reserved.has(slug) ? `organisation-${slug}`.replace(/-$/, '') : slug
}
