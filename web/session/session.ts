import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Session } from '#contract/identity.ts'
import { type Action, accessRefusals, reachOf } from '#domain/access.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { errorOf } from '#web/api-error.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { sessionKey } from '#web/query-client.ts'
import { reach } from '#web/send.ts'

export type Member = Session['memberships'][number]

/** Who is signed in, and where they work. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async (): Promise<Session> => {
    const response = await reach('/api/session', { method: 'GET' })
    const body: unknown = await response.json().catch(() => undefined)
    if (!response.ok) throw errorOf(response.status, body)
    return body as Session
  },
  staleTime: 5 * 60_000,
})

export const useSession = (): Session => useSuspenseQuery(sessionQuery).data

/** Asks again who is signed in, and forgets what the former person has read. */
export const useSessionChanged = () => {
  const client = useQueryClient()
  return useCallback(async () => {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] })
    await client.invalidateQueries({ queryKey: sessionKey })
  }, [client])
}

/** The caller as a member of the organisation of the address; only under `OrganisationRoute`, which checks there is one. */
export const useMember = (): Member => {
  const slug = useOrganisationSlug()
  const member = useSession().memberships.find((one) => one.slug === slug)
  if (!member) throw new Error('useMember needs the route of an organisation')
  return member
}

/** May this role do it at all? `because` says why not: give it to `ReasonedButton`. */
export const useAccess = (action: Action): { allowed: boolean; because: string | undefined } => {
  const allowed = reachOf(useMember().role, action) !== 'never'
  return { allowed, because: allowed ? undefined : accessRefusals.role }
}

/** The day in Paris, as the server tells it. */
export const useToday = (): PlainDate => useSession().today as PlainDate
