import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FileStore, StoredContent } from '#server/outside/files.ts'
import { type Mailer, messageIdOf } from '#server/outside/mail.ts'
import type { SmsSender } from '#server/outside/sms.ts'

/** What leaves: words for a mailbox or a telephone, pages for an envelope. `reference` names it for good. */
export type Outgoing = { reference: string } & (
  | { channel: 'email'; to: string; subject: string; text: string }
  | { channel: 'sms'; to: string; text: string }
  | { channel: 'letter'; organisationId: string; pdf: Uint8Array }
)
export type Delivery =
  | { outcome: 'accepted'; providerId: string | null; sha256: Buffer; stored?: StoredContent }
  | { outcome: 'refused'; isPermanent: boolean; reason: string }

/** One way out for every channel. What throws is a difficulty of the moment: nothing left, it may be tried again. */
export type Messenger = {
  send(message: Outgoing): Promise<Delivery>
  /** Whether the same reference sent twice leaves once: else a message cut short by a stop is for a person to judge. */
  isRepeatable(channel: Outgoing['channel']): boolean
}

type Ways = { mailer: Mailer; sms: SmsSender; files: FileStore }

export const messengerOf = ({ mailer, sms, files }: Ways): Messenger => ({
  isRepeatable: (channel) => channel !== 'email' || mailer.kind === 'mailbox',
  async send(message) {
    switch (message.channel) {
      case 'email':
        return sendMail(mailer, message)
      case 'sms': {
        const answer = await sms.send(message)
        return answer.outcome === 'accepted' ? { ...answer, sha256: fingerprintOf(message.text) } : answer
      }
      case 'letter': {
        const { pdf, organisationId } = message
        const stored = await files.write(organisationId, Readable.from([pdf]), pdf.length)
        return { outcome: 'accepted', providerId: null, sha256: stored.sha256, stored }
      }
    }
  },
})

const sendMail = async (
  mailer: Mailer,
  { to, subject, text, reference }: Outgoing & { channel: 'email' },
): Promise<Delivery> => {
  try {
    await mailer.send({ to, subject, text, reference })
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal) return refusal
    throw error
  }
  const providerId = mailer.kind === 'smtp' ? messageIdOf(reference) : null
  return { outcome: 'accepted', providerId, sha256: fingerprintOf(`${subject}\n\n${text}`) }
}

/** RFC 5321: 5xx is for good. Only what is said of the recipient condemns the address; the rest is of this message. */
const refusalOf = (error: unknown): Delivery | undefined => {
  const { responseCode, command, response } = error as {
    responseCode?: number
    command?: string
    response?: string
  }
  if (responseCode === undefined || responseCode < 500 || responseCode > 599) return undefined
  return {
    outcome: 'refused',
    isPermanent: command === 'RCPT TO',
    reason: (response ?? `Refusé par le serveur (${responseCode}).`).slice(0, 200),
  }
}

export const fingerprintOf = (content: string | Uint8Array): Buffer =>
  createHash('sha256').update(content).digest()
