import { Button } from '@mantine/core'
import { useState } from 'react'
import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { notify } from '#web/ui/notify.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { applicationId: string; documentId: string; name: string }

/** A letter kept in a file leaves by the post, with its proof among the messages of the household. */
export const SendDocument = ({ applicationId, documentId, name }: Props) => {
  const { allowed } = useAccess('send-messages')
  const [isAsking, setAsking] = useState(false)
  const send = useApiCommand(api.communications.sendDocument, {
    onDone: () => void notify('Courrier noté comme envoyé : imprimez-le et postez-le.'),
  })
  if (!allowed) return null
  return (
    <>
      <Button size="compact-sm" variant="subtle" onClick={() => setAsking(true)}>
        Envoyer par courrier<span className="on-screen-readers"> : {name}</span>
      </Button>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title="Envoyer ce courrier ?"
        confirmLabel="Envoyer par courrier"
        command={send}
        onConfirm={() => send.run({ applicationId, documentId })}
      >
        Le PDF gardé est à imprimer et à poster à l’adresse du ménage. Son envoi est noté dans ses messages.
      </ConfirmDialog>
    </>
  )
}
