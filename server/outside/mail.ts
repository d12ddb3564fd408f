import { createTransport } from 'nodemailer'
import type pg from 'pg'

export type Mail = {
  to: string
  subject: string
  text: string
  /** Names this mail for good: its Message-ID, and what the mailbox of the demo never keeps twice. */
  reference?: string
}

/** Where mails go: an SMTP server, or, without one, the mailbox page of the demo. */
export type Mailer = { send(mail: Mail): Promise<void>; kind: 'smtp' | 'mailbox' }

export const createMailer = (smtp: { url: string | undefined; from: string }, pool: pg.Pool): Mailer => {
  if (!smtp.url)
    return {
      kind: 'mailbox',
      async send({ to, subject, text, reference }) {
        await pool.query(
          `insert into mailbox.mail (recipient, subject, body, reference) values ($1, $2, $3, $4)
           on conflict (reference) do nothing`,
          [to, subject, text, reference ?? null],
        )
      },
    }
  const transport = createTransport(smtp.url)
  return {
    kind: 'smtp',
    async send({ reference, ...mail }) {
      await transport.sendMail({
        from: smtp.from,
        ...mail,
        ...(reference ? { messageId: messageIdOf(reference) } : {}),
      })
    },
  }
}

export const messageIdOf = (reference: string): string => `<${reference}@palier.invalid>`
