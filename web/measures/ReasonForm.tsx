import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { Notice } from '#web/ui/Notice.tsx'
import { type Running, SideForm } from '#web/ui/SideForm.tsx'

type Props = {
  title: string
  told?: string
  submitLabel: string
  command: Running
  onClose: () => void
  onSubmit: (reason: string) => void
}

/** What can only be done with a reason: cancelling a fact, letting a criterion pass. */
export const ReasonForm = ({ title, told, submitLabel, command, onClose, onSubmit }: Props) => {
  const [reason, setReason] = useState('')
  return (
    <SideForm
      title={title}
      opened
      onClose={onClose}
      command={command}
      submitLabel={submitLabel}
      because={reason.trim() === '' ? 'Écrivez d’abord le motif.' : undefined}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(reason)
      }}
    >
      {told && <Notice kind="plain">{told}</Notice>}
      <Textarea
        label="Motif"
        data-autofocus
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </SideForm>
  )
}
