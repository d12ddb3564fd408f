import { Link } from 'react-router'
import { reachOf } from '#domain/access.ts'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'

/** For someone new: what makes this page fill up. */
export const FirstSteps = () => {
  const { slug, role } = useMember()
  return (
    <EmptyState title="Bienvenue. Votre journée est vide pour l’instant.">
      <p>Elle se remplit toute seule quand vous suivez des ménages. Pour commencer :</p>
      <ul>
        {reachOf(role, 'accompany') !== 'never' && (
          <li>
            <Link to={paths.ownHouseholds({ slug })}>ouvrez Mes ménages</Link> et lisez votre engagement de
            confidentialité.
          </li>
        )}
        {reachOf(role, 'manage-members') !== 'never' && (
          <li>
            <Link to={paths.settingsMembers({ slug })}>invitez vos collègues</Link>, chacun dans son rôle ;
          </li>
        )}
        {reachOf(role, 'import-portfolio') !== 'never' && (
          <li>
            <Link to={paths.imports({ slug })}>importez le patrimoine du bailleur</Link> : les impayés sont
            repérés aussitôt ;
          </li>
        )}
        {reachOf(role, 'read-arrears') !== 'never' && (
          <li>
            <Link to={paths.arrears({ slug })}>ouvrez Repérage</Link> et choisissez les ménages à suivre ;
          </li>
        )}
        {reachOf(role, 'read-household') !== 'never' && (
          <li>
            <Link to={paths.households({ slug })}>cherchez un ménage</Link> par un bout de nom, un téléphone
            ou une adresse, puis écrivez votre premier appel dans son fil.
          </li>
        )}
      </ul>
    </EmptyState>
  )
}
