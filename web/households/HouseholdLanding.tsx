import { Navigate, useParams } from 'react-router'
import { tabsFor } from '#web/households/tabs.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { useMember } from '#web/session/session.ts'

/** A file opens on its first part. */
export const HouseholdLanding = () => {
  const { householdId = '' } = useParams()
  const slug = useOrganisationSlug()
  const [first] = tabsFor(useMember().role, { slug, householdId })
  return first ? <Navigate to={first.to} replace /> : null
}
