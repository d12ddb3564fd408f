import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { sayTime } from '#domain/reception/slots.ts'
import { publicSessions } from '#web/group-sessions/public-sessions.ts'
import { paths } from '#web/paths.ts'
import { LonePage } from '#web/session/LonePage.tsx'
import { useAttempt } from '#web/session/use-attempt.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { sentenceOf } from '#web/ui/told-error.ts'
import { Waiting } from '#web/ui/Waiting.tsx'

/** From the link of a mail: a person gives their seat back, without an account. */
export const CancelSignUpPage = () => {
  const { slug = '', token = '' } = useParams()
  const { attempt, isRunning, failure } = useAttempt()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['public-sign-up', slug, token],
    queryFn: () => publicSessions.readSignUp(slug, token),
    retry: false,
  })
  const giveBack = () =>
    attempt(async () => {
      await publicSessions.cancel(slug, token)
      await refetch()
    })
  return (
    <LonePage title="Annuler mon inscription">
      {isPending && <Waiting label="Lecture de l’inscription" />}
      {error && <Notice kind="late">{sentenceOf(error)}</Notice>}
      {failure && <Notice kind="late">{failure}</Notice>}
      {data && (
        <>
          <p>
            <strong>{data.title}</strong>
            <br />
            Le {formatDate(data.onDate as PlainDate)} à {sayTime(data.startTime)}, {data.place}
          </p>
          {data.isCancelled ? (
            <Notice kind="done">Votre inscription est annulée : une autre personne aura la place.</Notice>
          ) : (
            <Button loading={isRunning} onClick={() => void giveBack()}>
              Je ne viendrai pas
            </Button>
          )}
        </>
      )}
      <p>
        <Link to={paths.publicSessions({ slug })}>Voir les séances à venir</Link>
      </p>
    </LonePage>
  )
}
