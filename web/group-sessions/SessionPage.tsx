import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { GroupSession } from '#contract/group-sessions.ts'
import { sessionKindLabels } from '#domain/reception/kinds.ts'
import { api } from '#web/client.ts'
import { WriteToSignedUp } from '#web/communications/WriteToList.tsx'
import { AttendanceForm } from '#web/group-sessions/AttendanceForm.tsx'
import { CancelSession } from '#web/group-sessions/CancelSession.tsx'
import { SessionForm } from '#web/group-sessions/SessionForm.tsx'
import { SignUpForm } from '#web/group-sessions/SignUpForm.tsx'
import { SignUpsSection } from '#web/group-sessions/SignUpsSection.tsx'
import { sayWhen, stateSignals } from '#web/group-sessions/session-words.ts'
import { paths } from '#web/paths.ts'
import { ReceptionFrame } from '#web/reception/ReceptionFrame.tsx'
import classes from '#web/reception/reception.module.css'
import { useMember } from '#web/session/session.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiDownload, useApiQuery } from '#web/use-api.ts'

type Open = 'sign-up' | 'change' | 'cancel' | 'attendance' | undefined

export const SessionPage = () => {
  const { sessionId = '' } = useParams()
  const { slug } = useMember()
  const { data, error, refetch } = useApiQuery(api.groupSessions.open, { sessionId })
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  return (
    <ReceptionFrame
      title={data?.title ?? 'Séance'}
      subtitle={<Link to={paths.groupSessions({ slug })}>Toutes les séances</Link>}
      actions={data && <Acts session={data} onOpen={setOpen} />}
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Lecture de la séance…" />}
      {data && (
        <>
          <Facts session={data} />
          <SignUpsSection session={data} />
          {open === 'sign-up' && <SignUpForm session={data} onClose={close} />}
          {open === 'change' && <SessionForm session={data} onClose={close} />}
          {open === 'cancel' && <CancelSession session={data} onClose={close} />}
          {open === 'attendance' && <AttendanceForm session={data} onClose={close} />}
        </>
      )}
    </ReceptionFrame>
  )
}

const Acts = ({ session, onOpen }: { session: GroupSession; onOpen: (open: Open) => void }) => {
  const sheet = useApiDownload(api.groupSessions.attendanceSheet)
  const { state, sessionId } = session
  const isComing = state === 'coming'
  return (
    <>
      {isComing && <Button onClick={() => onOpen('sign-up')}>Inscrire</Button>}
      {state !== 'cancelled' && (
        <Button variant={isComing ? 'default' : 'filled'} onClick={() => onOpen('attendance')}>
          Noter les présences
        </Button>
      )}
      <Button
        variant="default"
        loading={sheet.isRunning}
        onClick={() => void sheet.run({ sessionId }, 'tab')}
      >
        Feuille de présence
      </Button>
      {session.seated + session.waiting > 0 && <WriteToSignedUp sessionId={sessionId} />}
      {isComing && (
        <>
          <Button variant="default" onClick={() => onOpen('change')}>
            Modifier
          </Button>
          <Button variant="subtle" color="late" onClick={() => onOpen('cancel')}>
            Annuler la séance
          </Button>
        </>
      )}
    </>
  )
}

const Facts = ({ session }: { session: GroupSession }) => {
  const { state, place, kind, host, words, capacity, seated, waiting, present, isPublished, takesPublic } =
    session
  const open = takesPublic ? 'oui, et chacun peut s’y inscrire' : 'oui, sans inscription en ligne'
  return (
    <>
      <Signal kind={stateSignals[state].kind}>
        {[stateSignals[state].words, session.cancelledReason].filter(Boolean).join(' : ')}
      </Signal>
      <StatRow>
        <Stat label="Places prises" value={`${seated} sur ${capacity}`} />
        <Stat label="En attente" value={waiting} />
        <Stat label="Présents" value={state === 'held' ? present : '–'} />
      </StatRow>
      <FactList
        facts={[
          { label: 'Quand', value: sayWhen(session) },
          { label: 'Où', value: `${place.name}, ${place.address}` },
          { label: 'Sujet', value: sessionKindLabels[kind] },
          { label: 'Animée par', value: host?.name ?? 'à dire' },
          { label: 'Publiée', value: isPublished ? open : 'non' },
        ]}
      />
      {words && <p className={classes.words}>{words}</p>}
    </>
  )
}
