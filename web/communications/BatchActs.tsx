import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Channel, MessageState } from '#domain/communications/kinds.ts'
import { formatInteger } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import type { Batch } from '#web/communications/BatchPage.tsx'
import classes from '#web/communications/communications.module.css'
import { PostedForm } from '#web/communications/PostedForm.tsx'
import { useAccess } from '#web/session/session.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { useApiCommand, useApiDownload } from '#web/use-api.ts'

const countOf = (batch: Batch, state: MessageState): number =>
  batch.states.find((one) => one.state === state)?.count ?? 0

/** What a person may do with a batch where it stands. */
export const BatchActs = ({ batch }: { batch: Batch }) => {
  const { allowed } = useAccess('send-messages')
  if (!allowed) return null
  return (
    <div className={classes.buttons}>
      {batch.state === 'rehearsed' && <Release batch={batch} />}
      {(batch.state === 'rehearsed' || batch.state === 'released') && <Cancel batch={batch} />}
      {batch.state === 'done' && countOf(batch, 'failed') > 0 && <Retry batch={batch} />}
      {batch.channel === 'letter' && countOf(batch, 'sent') > 0 && <Letters batch={batch} />}
    </div>
  )
}

const many: Readonly<Record<Channel, readonly [one: string, many: string]>> = {
  letter: ['courrier', 'courriers'],
  email: ['courriel', 'courriels'],
  sms: ['SMS', 'SMS'],
}
const say = (channel: Channel, count: number) => `${formatInteger(count)} ${many[channel][count > 1 ? 1 : 0]}`

const Release = ({ batch }: { batch: Batch }) => {
  const [isAsking, setAsking] = useState(false)
  const { batchId, version, channel, wouldWaitUntil } = batch
  const count = countOf(batch, 'planned')
  const release = useApiCommand(api.communications.release, { onDone: () => void notify('Envoi lancé.') })
  return (
    <>
      <ReasonedButton
        because={count === 0 ? 'Aucun destinataire ne peut recevoir ce message.' : undefined}
        onClick={() => setAsking(true)}
      >
        {`Envoyer ${say(channel, count)}`}
      </ReasonedButton>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={`Envoyer ${say(channel, count)} ?`}
        confirmLabel={`Envoyer ${say(channel, count)}`}
        command={release}
        onConfirm={() => release.run({ batchId, version })}
      >
        <p style={{ marginTop: 0 }}>{tellRelease(channel, wouldWaitUntil)}</p>
      </ConfirmDialog>
    </>
  )
}

const tellRelease = (channel: Channel, wouldWaitUntil: string | null): string => {
  const checked = 'Chaque destinataire est vérifié à nouveau au moment du départ.'
  if (channel === 'letter') return `Les courriers sont mis en page, à imprimer et à poster. ${checked}`
  const when = wouldWaitUntil
    ? `Les messages partent le ${formatInstant(wouldWaitUntil)}.`
    : 'Les messages partent tout de suite.'
  return `${when} Un message parti ne se reprend pas. ${checked}`
}

const Cancel = ({ batch: { batchId, state } }: { batch: Batch }) => {
  const [isAsking, setAsking] = useState(false)
  const cancel = useApiCommand(api.communications.cancel, { onDone: () => void notify('Envoi annulé.') })
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        Annuler l’envoi
      </Button>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title="Annuler cet envoi ?"
        confirmLabel="Annuler l’envoi"
        isDangerous
        command={cancel}
        onConfirm={() => cancel.run({ batchId })}
      >
        {state === 'released'
          ? 'Ce qui est déjà parti reste parti ; le reste ne partira pas.'
          : 'Rien n’est parti, rien ne partira.'}
      </ConfirmDialog>
    </>
  )
}

const Retry = ({ batch }: { batch: Batch }) => {
  const retry = useApiCommand(api.communications.retryFailed, {
    onDone: () => void notify('Nouvel essai en cours.'),
  })
  return (
    <>
      <Button loading={retry.isRunning} onClick={() => void retry.run({ batchId: batch.batchId })}>
        {`Essayer à nouveau ${say(batch.channel, countOf(batch, 'failed'))}`}
      </Button>
      {retry.failure && <Notice kind="late">{retry.failure}</Notice>}
    </>
  )
}

const Letters = ({ batch }: { batch: Batch }) => {
  const [isPosting, setPosting] = useState(false)
  const archive = useApiDownload(api.communications.downloadLetters)
  const told = archive.refusal?.message ?? archive.failure
  return (
    <>
      <Button
        variant={batch.postedOn ? 'default' : 'filled'}
        loading={archive.isRunning}
        onClick={() => void archive.run({ batchId: batch.batchId })}
      >
        Télécharger les PDF
      </Button>
      {batch.state === 'done' && (
        <Button variant="default" onClick={() => setPosting(true)}>
          {batch.postedOn ? 'Changer le jour de la poste' : 'Noter qu’ils sont postés'}
        </Button>
      )}
      {told && <Notice kind="late">{told}</Notice>}
      {isPosting && (
        <PostedForm
          batchId={batch.batchId}
          version={batch.version}
          postedOn={batch.postedOn as PlainDate | null}
          onClose={() => setPosting(false)}
        />
      )}
    </>
  )
}
