import { timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { limitCalls } from '#server/api/limit-calls.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { record } from '#server/journal.ts'
import { hashToken } from '#server/session.ts'
import { markReturned } from './mark-returned.ts'

const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** `reference` is the one the message left with: the organisation, a full stop, the message. */
const News = z.object({
  reference: z.string().regex(new RegExp(`^${uuid}\\.${uuid}$`)),
  status: z.enum(['delivered', 'returned']),
  /** The address will never receive anything: nothing more is sent to it. */
  permanent: z.boolean().default(false),
  reason: z.string().trim().max(200).default(''),
})
type News = z.output<typeof News>

/** Where a provider of mails or text messages tells what became of them, with the secret of the house. */
export const deliveryRoutes = (house: House): Hono => {
  const routes = new Hono()
  const kept = house.config.deliveriesSecret
  if (!kept) return routes
  routes.use('/api/deliveries', limitCalls(house, 6_000))
  routes.post(
    '/api/deliveries',
    bodyLimit({
      maxSize: 10_000,
      onError: (c) => c.json({ error: 'too-large', message: 'Corps trop long.' }, 413),
    }),
    async (c) => {
      const given = c.req.header('authorization')?.match(/^Bearer (.{20,200})$/)?.[1]
      if (!given || !timingSafeEqual(hashToken(given), hashToken(kept)))
        return c.json({ error: 'unauthenticated', message: 'Secret inconnu.' }, 401)
      const news = News.safeParse(await c.req.json().catch(() => undefined))
      if (!news.success) return c.json({ error: 'invalid', message: 'Corps inattendu.' }, 400)
      return c.json({ known: await take(house, news.data) })
    },
  )
  return routes
}

const take = async (house: House, news: News): Promise<boolean> => {
  const [organisationId, messageId] = news.reference.split('.') as [string, string]
  return inOrganisation(house.database, organisationId, async (tx) => {
    const here = { tx, organisationId, now: house.clock.now() }
    if (news.status === 'delivered') return markDelivered(here, messageId)
    const reason = news.reason || 'Message revenu.'
    const returned = await markReturned(here, messageId, { isPermanent: news.permanent, reason })
    if (returned)
      await record(
        { tx, actor: { organisationId } },
        {
          act: 'message-returned',
          subject: { kind: 'message', id: messageId },
          householdId: returned.householdId,
          after: { isPermanent: news.permanent },
        },
      )
    return returned !== undefined
  })
}

type Here = { tx: Tx; organisationId: string; now: Date }

/** Told that it arrived, a message whose departure was in doubt has left. */
const markDelivered = async ({ tx, organisationId, now }: Here, messageId: string): Promise<boolean> => {
  const changed = await tx
    .updateTable('message')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', messageId)
    .where('state', 'in', ['sent', 'uncertain'])
    .set((eb) => ({
      state: 'sent',
      delivered_at: now,
      sent_at: eb.fn.coalesce('sent_at', eb.val(now)),
      problem: null,
    }))
    .executeTakeFirst()
  return changed.numUpdatedRows === 1n
}
