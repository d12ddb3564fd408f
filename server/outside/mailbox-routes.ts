import { Hono } from 'hono'
import type { House } from '#server/house.ts'

type Kept = { id: string; to: string; subject: string; text: string; at: Date }

/**
 * The mails of the demo, which leave for nowhere. This page exists only where no SMTP server is set and the demo is on:
 * a mail holds a key to someone's account.
 */
export const mailboxRoutes = (house: House): Hono => {
  const routes = new Hono()
  if (house.mailer.kind !== 'mailbox' || !house.config.demo) return routes
  routes.get('/api/mailbox', async (c) => {
    const { rows } = await house.database.pool.query<Kept>(
      `select id::text, recipient as "to", subject, body as text, at from mailbox.mail m order by m.id desc limit 50`,
    )
    return c.json({ mails: rows.map((mail) => ({ ...mail, at: mail.at.toISOString() })) })
  })
  routes.get('/api/mailbox/sms', async (c) => {
    if (house.sms.kind !== 'mailbox') return c.json({ texts: [] })
    const { rows } = await house.database.pool.query<Omit<Kept, 'subject'>>(
      `select id::text, recipient as "to", body as text, at from mailbox.sms s order by s.id desc limit 50`,
    )
    return c.json({ texts: rows.map((sms) => ({ ...sms, at: sms.at.toISOString() })) })
  })
  return routes
}
