import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(
    patterns.groupSessions,
    async () => (await import('#web/group-sessions/SessionsPage.tsx')).SessionsPage,
  ),
  page(patterns.groupSession, async () => (await import('#web/group-sessions/SessionPage.tsx')).SessionPage),
]

/** Outside any organisation: nobody is signed in. */
export const publicRoutes: RouteObject[] = [
  page(
    patterns.publicSessions,
    async () => (await import('#web/group-sessions/PublicSessionsPage.tsx')).PublicSessionsPage,
  ),
  page(
    patterns.cancelSignUp,
    async () => (await import('#web/group-sessions/CancelSignUpPage.tsx')).CancelSignUpPage,
  ),
]
