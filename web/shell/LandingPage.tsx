import { Navigate } from 'react-router'
import { roleLabels } from '#domain/access.ts'
import { useMember } from '#web/session/session.ts'
import { useRooms } from '#web/shell/use-rooms.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page } from '#web/ui/Page.tsx'

/** The first room the role may use. */
export const LandingPage = () => {
  const { role } = useMember()
  const [first] = useRooms()
  if (first) return <Navigate to={first.to} replace />
  return (
    <Page title="Accueil">
      <EmptyState title={`Aucune page n’est ouverte au rôle « ${roleLabels[role]} »`}>
        Si cela vous surprend, demandez à l’administrateur de votre organisation de revoir votre rôle.
      </EmptyState>
    </Page>
  )
}
