import { z } from 'zod'
import french from 'zod/v4/locales/fr.js'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Role } from '#domain/access.ts'
import { reachOf } from '#domain/access.ts'
import type { Refusal } from '#server/refusal.ts'

/** What the contract says nothing of is told in French too. */
z.config(french())

export type JsonAnswer = {
  status: number
  body: unknown
  /** The answer given the first time, to a command sent again. */
  isReplay?: true
}

export const unauthenticated: JsonAnswer = {
  status: 401,
  body: { error: 'unauthenticated', message: 'Connectez-vous pour continuer.' },
}
export const forbidden = (message: string): JsonAnswer => ({
  status: 403,
  body: { error: 'forbidden', message },
})

export const tooManyExports: JsonAnswer = {
  status: 503,
  body: { error: 'busy', message: 'Plusieurs exports sont en cours. Réessayez dans un moment.' },
}

export const invalid = (error: z.ZodError): JsonAnswer => ({
  status: 400,
  body: {
    error: 'invalid',
    message: 'La demande contient des erreurs.',
    issues: error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  },
})

export const invalidAt = (path: string, message: string): JsonAnswer => ({
  status: 400,
  body: { error: 'invalid', message, issues: [{ path, message }] },
})

export const refused = (endpoint: Endpoint, { reason, details }: Refusal): JsonAnswer => {
  const message = endpoint.refusals[reason]
  if (message === undefined) throw new Error(`${endpoint.name} refused with an undeclared reason: ${reason}`)
  return { status: 409, body: { error: 'refused', reason, message, details: details ?? null } }
}

export const mayRole = (role: Role, endpoint: Endpoint): boolean => reachOf(role, endpoint.action) !== 'never'

/** The answer as promised: a field nobody promised cannot leave. */
export const promised = (endpoint: Endpoint, answer: unknown): JsonAnswer => ({
  status: 200,
  body: endpoint.output.parse(answer) ?? null,
})
