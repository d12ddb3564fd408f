import { Button } from '@mantine/core'
import { Link, useLocation } from 'react-router'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'

/** From a list, to a batch for the households it shows: the filters of its address go along. */
export const WriteToList = ({ source }: { source: 'arrears' | 'measures' }) => {
  const { slug } = useMember()
  const { search } = useLocation()
  const { allowed } = useAccess('send-messages')
  if (!allowed) return null
  const filters = search.replace(/^\?/, '')
  return (
    <Button
      component={Link}
      variant="default"
      to={`${paths.newMessages({ slug })}?source=${source}${filters ? `&${filters}` : ''}`}
    >
      Écrire à ces ménages
    </Button>
  )
}

/** From a session, to a batch for the households signed up to it. */
export const WriteToSignedUp = ({ sessionId }: { sessionId: string }) => {
  const { slug } = useMember()
  const { allowed } = useAccess('send-messages')
  if (!allowed) return null
  return (
    <Button
      component={Link}
      variant="default"
      to={`${paths.newMessages({ slug })}?source=session&seance=${sessionId}`}
    >
      Écrire aux inscrits
    </Button>
  )
}
