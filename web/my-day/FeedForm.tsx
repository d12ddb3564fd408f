import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { api } from '#web/client.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

/** One's appointments in another calendar: the address is a secret, shown once. */
export const FeedForm = ({ onClose }: { onClose: () => void }) => {
  const feed = useApiQuery(api.appointments.getFeed, {})
  return (
    <SidePanel onClose={onClose} title="Suivre mon agenda ailleurs">
      {feed.error && !feed.data && <ErrorState error={feed.error} retry={() => void feed.refetch()} />}
      {!feed.data && !feed.error && <Waiting />}
      {feed.data && <Feed isOn={feed.data.isOn} showsNames={feed.data.showsNames} />}
    </SidePanel>
  )
}

const Feed = ({ isOn, showsNames }: { isOn: boolean; showsNames: boolean }) => {
  const [url, setUrl] = useState<string | null>(null)
  const renew = useApiCommand(api.appointments.renewFeed, { onDone: (told) => setUrl(told.url) })
  const detail = useApiCommand(api.appointments.setFeedDetail)
  const stop = useApiCommand(api.appointments.stopFeed, { onDone: () => setUrl(null) })
  const told = [renew, detail, stop].map(({ failure }) => failure).find(Boolean)
  return (
    <>
      <p>
        Vos rendez-vous et vos tâches apparaissent dans le calendrier de votre téléphone ou de votre
        messagerie. L’adresse est personnelle : qui la connaît lit votre agenda.
      </p>
      <Checkbox
        label="Montrer les noms et les lieux"
        description="Sinon : « RDV ménage » et des initiales."
        checked={showsNames}
        disabled={detail.isRunning}
        onChange={(event) => void detail.run({ showsNames: event.currentTarget.checked })}
      />
      {told && <Notice kind="late">{told}</Notice>}
      {url && <FeedAddress url={url} />}
      <p>
        <Button loading={renew.isRunning} onClick={() => void renew.run({ showsNames })}>
          {isOn ? 'Changer d’adresse' : 'Créer mon adresse'}
        </Button>{' '}
        {isOn && (
          <Button variant="subtle" color="late" loading={stop.isRunning} onClick={() => void stop.run({})}>
            Ne plus laisser suivre
          </Button>
        )}
      </p>
      {isOn && !url && <p>Votre agenda est suivi. L’adresse n’est montrée qu’à sa création.</p>}
    </>
  )
}

const FeedAddress = ({ url }: { url: string }) => (
  <Notice
    kind="done"
    title="Votre adresse, montrée une seule fois"
    action={
      <Button
        size="xs"
        variant="default"
        onClick={() => void navigator.clipboard.writeText(url).then(() => notify('Adresse copiée.'))}
      >
        Copier
      </Button>
    }
  >
    <TextInput
      aria-label="Adresse de l’agenda"
      readOnly
      value={url}
      onFocus={(event) => event.currentTarget.select()}
    />
  </Notice>
)
