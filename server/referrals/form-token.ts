import { createHmac, randomUUIDv7, timingSafeEqual } from 'node:crypto'
import { meetsDifficulty } from '#domain/referrals/proof-of-work.ts'

/** How long a person may take, and how short a person cannot. */
const longestMs = 4 * 3_600_000
const shortestMs = 3_000

const signature = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(`public request form\n${text}`).digest('base64url')

type Form = { organisationId: string; requestId: string; issuedAt: number; bits: number }

const textOf = ({ organisationId, requestId, issuedAt, bits }: Form) =>
  `${organisationId}.${requestId}.${issuedAt}.${bits}`

/** The form a browser was given: which organisation, when, how much work; it names the request that it will become. */
export const signForm = (secret: string, organisationId: string, bits: number, now: Date) => {
  const form = { organisationId, requestId: randomUUIDv7(), issuedAt: now.getTime(), bits }
  const text = `${form.requestId}.${form.issuedAt}.${form.bits}`
  return { token: `${text}.${signature(secret, textOf(form))}`, challenge: form.requestId }
}

export type FormVerdict =
  | { outcome: 'ok'; requestId: string }
  | { outcome: 'too-fast' | 'too-old' | 'not-ours' }

/** A form that we gave, for this organisation, neither sent at once nor kept for later, and worked for. */
export const checkForm = (
  secret: string,
  organisationId: string,
  { token, nonce }: { token: string; nonce: number },
  now: Date,
): FormVerdict => {
  const [requestId = '', issued = '', bitsText = '', told = '', ...more] = token.split('.')
  const form = { organisationId, requestId, issuedAt: Number(issued), bits: Number(bitsText) }
  const expected = Buffer.from(signature(secret, textOf(form)))
  const given = Buffer.from(told)
  if (more.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected))
    return { outcome: 'not-ours' }
  const age = now.getTime() - form.issuedAt
  if (age > longestMs) return { outcome: 'too-old' }
  if (age < shortestMs) return { outcome: 'too-fast' }
  return meetsDifficulty(requestId, nonce, form.bits) ? { outcome: 'ok', requestId } : { outcome: 'not-ours' }
}
