import { errorOf } from '#web/api-error.ts'
import { reach } from '#web/send.ts'

export type KeptMail = { id: string; to: string; subject: string; text: string; at: string }

export type KeptText = Omit<KeptMail, 'subject'>

export const readTexts = async ({ signal }: { signal: AbortSignal }): Promise<KeptText[]> => {
  const response = await reach('/api/mailbox/sms', { signal })
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw errorOf(response.status, body)
  return (body as { texts: KeptText[] }).texts
}

export const readMailbox = async ({ signal }: { signal: AbortSignal }): Promise<KeptMail[]> => {
  const response = await reach('/api/mailbox', { signal })
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw errorOf(response.status, body)
  return (body as { mails: KeptMail[] }).mails
}
