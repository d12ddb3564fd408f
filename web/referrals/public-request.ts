import type { PublicAnswer, PublicForm } from '#contract/referrals.ts'
import { searchNonce } from '#domain/referrals/proof-of-work.ts'
import { askPublic } from '#web/public-ask.ts'

const ask = <T>(slug: string, init: RequestInit) =>
  askPublic<T>(`/api/public-request/${encodeURIComponent(slug)}`, init)

/** The two calls of the public form, which the house answers outside the API of members. */
export const publicRequest = {
  read: (slug: string) => ask<PublicForm>(slug, { method: 'GET' }),
  send: (slug: string, request: object) =>
    ask<PublicAnswer>(slug, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    }),
}

const slice = 4000

/** Works in slices, so that whoever types feels nothing. */
export const workFor = async (
  { challenge, difficultyBits }: Pick<PublicForm, 'challenge' | 'difficultyBits'>,
  signal: AbortSignal,
): Promise<number> => {
  for (let from = 0; !signal.aborted; from += slice) {
    const nonce = searchNonce(challenge, difficultyBits, from, slice)
    if (nonce !== undefined) return nonce
    await new Promise((resolve) => setTimeout(resolve))
  }
  throw new Error('aborted')
}
