import { Button } from '@mantine/core'
import { Link, Navigate } from 'react-router'
import { roleLabels } from '#domain/access.ts'
import { paths } from '#web/paths.ts'
import classes from '#web/session/ChooseOrganisationPage.module.css'
import { LonePage } from '#web/session/LonePage.tsx'
import { lastOrganisation } from '#web/session/last-organisation.ts'
import { useSession } from '#web/session/session.ts'
import { useSignOut } from '#web/session/use-sign-out.ts'

/** `/`: straight to work for who works in one place, or comes back to the last one. */
export const ChooseOrganisationPage = () => {
  const { person, memberships } = useSession()
  const signOut = useSignOut()
  if (!person) return <Navigate to={paths.signIn()} replace />
  const last = lastOrganisation()
  const landing = memberships.length === 1 ? memberships[0] : memberships.find(({ slug }) => slug === last)
  if (landing) return <Navigate to={paths.organisation({ slug: landing.slug })} replace />
  if (memberships.length === 0)
    return (
      <LonePage title="Aucune organisation">
        <p>
          Votre compte <b>{person.email}</b> n’est membre d’aucune organisation. Demandez une invitation à
          l’administrateur de la vôtre.
        </p>
        <Button variant="default" onClick={signOut}>
          Se déconnecter
        </Button>
      </LonePage>
    )
  return (
    <LonePage title="Où travaillez-vous ?">
      <ul className={classes.list}>
        {memberships.map(({ slug, organisationName, role }) => (
          <li key={slug}>
            <Link to={paths.organisation({ slug })}>
              <span>{organisationName}</span>
              <span className={classes.role}>{roleLabels[role]}</span>
            </Link>
          </li>
        ))}
      </ul>
    </LonePage>
  )
}
