import { Navigate, useLocation } from 'react-router'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { rememberOrganisation } from '#web/session/last-organisation.ts'
import { useSession } from '#web/session/session.ts'
import { NotFoundPage } from '#web/shell/NotFoundPage.tsx'
import { Shell } from '#web/shell/Shell.tsx'
import { DraftScope } from '#web/ui/draft-store.ts'

/** Lets in the members of the organisation of the address; sends others to sign in, and brings them back. */
export const OrganisationRoute = () => {
  const slug = useOrganisationSlug()
  const { person, memberships } = useSession()
  const { pathname, search } = useLocation()
  if (!person)
    return <Navigate to={`${paths.signIn()}?suite=${encodeURIComponent(pathname + search)}`} replace />
  const member = memberships.find((one) => one.slug === slug)
  if (!member) return <NotFoundPage />
  rememberOrganisation(slug)
  return (
    <DraftScope value={`${slug}/${member.membershipId}`}>
      <Shell />
    </DraftScope>
  )
}
