import type pg from 'pg'

export type Sms = {
  /** As dialled from abroad: +33612345678. */
  to: string
  text: string
  /** Names this message for good: sent again with the same, it leaves once. */
  reference: string
}
export type SmsAnswer =
  | { outcome: 'accepted'; providerId: string | null }
  | { outcome: 'refused'; isPermanent: boolean; reason: string }

/** Where text messages go: a provider, or, without one, the mailbox page of the demo. */
export type SmsSender = { send(sms: Sms): Promise<SmsAnswer>; kind: 'provider' | 'mailbox' }

export type SmsConfig = { url: string; token: string; sender: string }

/**
 * The provider is an address that takes `POST {to, text, sender, reference}` as JSON, with the token as bearer and the
 * reference as `Idempotency-Key`; it answers 2xx `{id}`, or 400, 404, 410 or 422 `{reason}` when this number will never
 * receive anything. Any other answer is a difficulty of the moment: the message is tried again later.
 */
export const createSmsSender = (provider: SmsConfig | undefined, pool: pg.Pool): SmsSender => {
  if (!provider)
    return {
      kind: 'mailbox',
      async send({ to, text, reference }) {
        await pool.query(
          `insert into mailbox.sms (recipient, body, reference) values ($1, $2, $3) on conflict (reference) do nothing`,
          [to, text, reference],
        )
        return { outcome: 'accepted', providerId: null }
      },
    }
  return { kind: 'provider', send: (sms) => post(provider, sms) }
}

const permanent = new Set([400, 404, 410, 422])
const answerLimitMs = 15_000

const post = async ({ url, token, sender }: SmsConfig, { to, text, reference }: Sms): Promise<SmsAnswer> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': reference,
    },
    body: JSON.stringify({ to, text, sender, reference }),
    signal: AbortSignal.timeout(answerLimitMs),
    redirect: 'error',
  })
  const answer = await readAnswer(response)
  if (response.ok) return { outcome: 'accepted', providerId: wordOf(answer.id) }
  if (!permanent.has(response.status)) throw new Error(`the SMS provider answered ${response.status}`)
  return {
    outcome: 'refused',
    isPermanent: true,
    reason: wordOf(answer.reason) ?? `Le fournisseur refuse ce numéro (réponse ${response.status}).`,
  }
}

type Told = { id?: unknown; reason?: unknown }

const readAnswer = async (response: Response): Promise<Told> => {
  try {
    const read: unknown = JSON.parse((await response.text()).slice(0, 10_000))
    return typeof read === 'object' && read !== null ? (read as Told) : {}
  } catch {
    return {}
  }
}

const wordOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : null
