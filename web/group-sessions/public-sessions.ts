import type { PublicCancellation, PublicSessions } from '#contract/group-sessions.ts'
import { askPublic } from '#web/public-ask.ts'

const at = (slug: string) => `/api/public-sessions/${encodeURIComponent(slug)}`
const signUpAt = (slug: string, token: string) => `${at(slug)}/sign-ups/${encodeURIComponent(token)}`

/** The calls of the public page of sessions, outside the API of members. */
export const publicSessions = {
  read: (slug: string) => askPublic<PublicSessions>(at(slug), { method: 'GET' }),
  signUp: (slug: string, request: object) =>
    askPublic<{ state: 'seated' | 'waiting' }>(at(slug), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    }),
  readSignUp: (slug: string, token: string) =>
    askPublic<PublicCancellation>(signUpAt(slug, token), { method: 'GET' }),
  cancel: (slug: string, token: string) =>
    askPublic<PublicCancellation>(signUpAt(slug, token), { method: 'DELETE' }),
}
