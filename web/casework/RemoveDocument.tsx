import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { DocumentView } from '#contract/documents.ts'
import { api } from '#web/client.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = { document: DocumentView; householdId: string; onClose: () => void }

export const RemoveDocument = ({ document, householdId, onClose }: Props) => {
  const [reason, setReason] = useState('')
  const command = useApiCommand(api.documents.remove)
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Retirer « ${document.title} » ?`}
      confirmLabel="Retirer"
      isDangerous
      command={{ ...command, failure: command.issues[0]?.message ?? command.failure }}
      onConfirm={() =>
        command.run({
          householdId,
          documentId: document.id,
          version: document.version,
          reason: reason.trim(),
        })
      }
    >
      <p>Le document n’est plus montré. La ligne reste, avec votre motif.</p>
      <TextInput
        label="Motif"
        placeholder="Mauvais dossier, pièce périmée…"
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}
