import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { api } from '#web/client.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useApiCommand } from '#web/use-api.ts'

export const ReverseForm = ({ receiptId, onClose }: { receiptId: string; onClose: () => void }) => {
  const [reason, setReason] = useState('')
  const reverse = useApiCommand(api.subsidies.reverseReceipt, { onDone: onClose })
  return (
    <SideForm
      title="Annuler une somme enregistrée par erreur"
      opened
      onClose={onClose}
      command={reverse}
      submitLabel="Annuler cette somme"
      because={reason.trim() ? undefined : 'Dites pourquoi.'}
      onSubmit={(event) => {
        event.preventDefault()
        void reverse.run({ receiptId, reason: reason.trim() })
      }}
    >
      <p>L’écriture est contre-passée, l’avance est due de nouveau. Rien n’est effacé.</p>
      <TextInput
        label="Pourquoi"
        data-autofocus
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </SideForm>
  )
}
