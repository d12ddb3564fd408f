import { Link } from 'react-router'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { Notice } from '#web/ui/Notice.tsx'

/** Said while calls are dated the 1st and nobody has told how long they may wait. */
export const DueDelayNotice = () => {
  const { slug } = useMember()
  const { allowed } = useAccess('edit-parameters')
  return (
    <Notice kind="plain">
      Vos appels sont datés du 1er du mois : un loyer est compté en retard ce jour-là, même payable plus tard.{' '}
      {allowed ? (
        <Link to={`${paths.settingsParameters({ slug })}?parametre=arrears.due-delay-days`}>
          Régler le délai de paiement
        </Link>
      ) : (
        'Un administrateur peut régler le délai de paiement dans Réglages, Paramètres.'
      )}
    </Notice>
  )
}
