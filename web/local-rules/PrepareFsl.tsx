import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'

/** The way to a FSL request read by the local rules; the social side of the file only. */
export const PrepareFsl = ({ householdId }: { householdId: string }) => {
  const slug = useOrganisationSlug()
  const { allowed } = useAccess('read-social-situation')
  if (!allowed) return null
  return (
    <Button size="xs" variant="default" component={Link} to={paths.householdFsl({ slug, householdId })}>
      Préparer une demande au FSL
    </Button>
  )
}
