import { Link } from 'react-router'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useWaitingReferrals } from '#web/referrals/use-waiting-referrals.ts'
import { Notice } from '#web/ui/Notice.tsx'

/** In one line of the day: how many requests nobody has answered yet. */
export const WaitingReferrals = () => {
  const slug = useOrganisationSlug()
  const waiting = useWaitingReferrals()
  return waiting ? (
    <Notice kind="plain">
      <Link to={paths.referrals({ slug })}>Demandes sans réponse</Link> : {waiting}.
    </Notice>
  ) : null
}
