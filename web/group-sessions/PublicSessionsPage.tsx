import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import type { PublicSession } from '#contract/group-sessions.ts'
import { PublicSignUpForm } from '#web/group-sessions/PublicSignUpForm.tsx'
import { publicSessions } from '#web/group-sessions/public-sessions.ts'
import { sayWhen } from '#web/group-sessions/session-words.ts'
import classes from '#web/reception/reception.module.css'
import { LonePage } from '#web/session/LonePage.tsx'
import { DraftScope } from '#web/ui/draft-store.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { sentenceOf } from '#web/ui/told-error.ts'
import { Waiting } from '#web/ui/Waiting.tsx'

/** The coming sessions, for anybody: where, when, whether a seat is left, and a form to come. */
export const PublicSessionsPage = () => {
  const { slug = '' } = useParams()
  const [chosen, setChosen] = useState<PublicSession | undefined>()
  const [done, setDone] = useState<{ title: string; state: 'seated' | 'waiting' } | undefined>()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['public-sessions', slug],
    queryFn: () => publicSessions.read(slug),
    retry: false,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <LonePage title="Séances à venir" isWide>
      {isPending && <Waiting label="Lecture des séances" />}
      {error && <Notice kind="late">{sentenceOf(error)}</Notice>}
      {done && <Told {...done} />}
      {data && !chosen && (
        <>
          <p>
            Proposées par <b>{data.organisation}</b>, gratuites.
          </p>
          {data.words && <p className={classes.words}>{data.words}</p>}
          {data.sessions.length === 0 && (
            <EmptyState title="Aucune séance pour l’instant">
              Revenez voir cette page, ou suivez l’agenda, plus bas.
            </EmptyState>
          )}
          {data.sessions.map((session) => (
            <SessionCard key={session.sessionId} session={session} onChoose={() => setChosen(session)} />
          ))}
          <p className={classes.soft}>
            Suivre ces séances : <a href={`/flux/${slug}/seances.ics`}>dans votre agenda</a>,{' '}
            <a href={`/flux/${slug}/seances.atom`}>par un flux d’actualités</a>.
          </p>
        </>
      )}
      {data && chosen && (
        <DraftScope value={`public-sessions/${slug}`}>
          <PublicSignUpForm
            key={data.token}
            slug={slug}
            page={data}
            session={chosen}
            onBack={() => setChosen(undefined)}
            onRefused={() => void refetch()}
            onDone={(state) => {
              setDone({ title: chosen.title, state })
              setChosen(undefined)
              void refetch()
            }}
          />
        </DraftScope>
      )}
    </LonePage>
  )
}

const Told = ({ title, state }: { title: string; state: 'seated' | 'waiting' }) => (
  <Notice kind={state === 'seated' ? 'done' : 'soon'} title={title}>
    {state === 'seated'
      ? 'Votre inscription est notée. Si vous avez donné un courriel, il vous la confirme.'
      : 'Toutes les places sont prises : vous êtes sur la liste d’attente. Nous vous préviendrons.'}
  </Notice>
)

const seats = {
  free: { kind: 'done', words: 'des places restent' },
  'waiting-list': { kind: 'soon', words: 'complet : liste d’attente' },
  ask: { kind: 'none', words: 'inscription par téléphone ou sur place' },
} as const

const SessionCard = ({ session, onChoose }: { session: PublicSession; onChoose: () => void }) => {
  const { sessionId, title, kind, words, place, address, accessWords, phone, isWheelchairAccessible } =
    session
  const access = isWheelchairAccessible ? 'Accessible en fauteuil roulant' : undefined
  return (
    <div id={`seance-${sessionId}`}>
      <Section title={title} aside={title === kind ? undefined : kind}>
        <p>
          <strong>{sayWhen(session)}</strong>
          <br />
          {place}, {address}
        </p>
        {words && <p className={classes.words}>{words}</p>}
        <p className={classes.soft}>{[access, accessWords, phone].filter(Boolean).join(' · ')}</p>
        <div className={classes.acts}>
          <Signal kind={seats[session.seats].kind}>{seats[session.seats].words}</Signal>
          {session.seats !== 'ask' && (
            <Button size="compact-md" onClick={onChoose}>
              {session.seats === 'free' ? 'S’inscrire' : 'Se mettre en attente'}
              <span className="on-screen-readers"> : {title}</span>
            </Button>
          )}
        </div>
      </Section>
    </div>
  )
}
