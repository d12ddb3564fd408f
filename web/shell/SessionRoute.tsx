import { Suspense } from 'react'
import { Outlet, ScrollRestoration } from 'react-router'
import { useSession } from '#web/session/session.ts'
import { PageChanges } from '#web/shell/PageChanges.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'

/** Everything below knows who is signed in, or that nobody is. */
export const SessionRoute = () => (
  <Suspense fallback={<Waiting />}>
    <WithSession />
    <PageChanges />
    <ScrollRestoration />
  </Suspense>
)

const WithSession = () => {
  useSession()
  return <Outlet />
}
