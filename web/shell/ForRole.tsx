import type { ReactNode } from 'react'
import { type Action, reachOf, roleLabels } from '#domain/access.ts'
import { useMember } from '#web/session/session.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'

type Props = {
  action: Action | undefined
  /** What stands there instead; by default, the sentence that says why. */
  otherwise?: ReactNode
  children: ReactNode
}

/** What a link from a colleague may lead to: a page that one's own role does not open says so, and shows nothing of it. */
export const ForRole = ({ action, otherwise, children }: Props) => {
  const { role } = useMember()
  if (!action || reachOf(role, action) !== 'never') return children
  if (otherwise !== undefined) return otherwise
  return (
    <EmptyState title={`Cette page n’est pas ouverte au rôle « ${roleLabels[role]} »`}>
      Si vous en avez besoin, demandez à l’administrateur de votre organisation de revoir votre rôle.
    </EmptyState>
  )
}
