import { timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { limitCalls } from '#server/api/limit-calls.ts'
import { inOrganisation } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { receiveMail } from '#server/referrals/receive-mail.ts'
import { findSettings } from '#server/referrals/settings.ts'
import { hashToken } from '#server/session.ts'

const largestMail = 30_000_000

/** Where a mail server puts what it is told to forward: the whole message as it came, with the secret of the organisation. */
export const mailRoutes = (house: House): Hono => {
  const routes = new Hono()
  routes.use('/api/referral-mail/*', limitCalls(house, 120))
  routes.post(
    '/api/referral-mail/:slug',
    bodyLimit({
      maxSize: largestMail,
      onError: (c) => c.json({ error: 'too-large', message: 'Message trop volumineux.' }, 413),
    }),
    async (c) => {
      const secret = c.req.header('authorization')?.match(/^Bearer ([A-Za-z0-9_-]{20,100})$/)?.[1]
      const organisationId = secret && (await findForwarder(house, c.req.param('slug'), secret))
      if (!organisationId) return c.json({ error: 'unauthenticated', message: 'Secret inconnu.' }, 401)
      const outcome = await receiveMail(house, organisationId, new Uint8Array(await c.req.arrayBuffer()))
      house.log.info({ endpoint: 'referral-mail', outcome }, 'mail')
      return outcome === 'unreadable'
        ? c.json({ error: 'invalid', message: 'Un message complet (message/rfc822) est attendu.' }, 400)
        : c.json({ outcome })
    },
  )
  return routes
}

/** Unknown organisation and wrong secret are the same answer. */
const findForwarder = async (house: House, slug: string, secret: string): Promise<string | undefined> => {
  const organisation = await house.database.kysely
    .selectFrom('organisation')
    .where('slug', '=', slug)
    .select('id')
    .executeTakeFirst()
  if (!organisation) return undefined
  const settings = await inOrganisation(
    house.database,
    organisation.id,
    (tx) => findSettings({ tx, actor: { organisationId: organisation.id } }),
    'read only',
  )
  const kept = settings?.webhook_secret_hash
  const given = hashToken(secret)
  return kept && kept.length === given.length && timingSafeEqual(kept, given) ? organisation.id : undefined
}
