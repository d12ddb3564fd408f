import { createTransport } from 'nodemailer'
import type pg from 'pg'

export type Mail = { to: string; subject: string; text: string }

/** Where mails go: an SMTP server, or, without one, the mailbox page of the demo. */
export type Mailer = { send(mail: Mail): Promise<void>; kind: 'smtp' | 'mailbox' }

export const createMailer = (smtp: { url: string | undefined; from: string }, pool: pg.Pool): Mailer => {
  if (!smtp.url)
    return {
      kind: 'mailbox',
      async send({ to, subject, text }) {
        await pool.query('insert into mailbox.mail (recipient, subject, body) values ($1, $2, $3)', [
          to,
          subject,
          text,
        ])
      },
    }
  const transport = createTransport(smtp.url)
  return {
    kind: 'smtp',
    async send(mail) {
      await transport.sendMail({ from: smtp.from, ...mail })
    },
  }
}
