import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { AppointmentView } from '#contract/appointments.ts'
import { api } from '#web/client.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = { appointment: AppointmentView; onClose: () => void }

export const CancelAppointment = ({ appointment, onClose }: Props) => {
  const [reason, setReason] = useState('')
  const command = useApiCommand(api.appointments.cancel)
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Annuler « ${appointment.title} » ?`}
      confirmLabel="Annuler le rendez-vous"
      isDangerous
      command={{ ...command, failure: command.issues[0]?.message ?? command.failure }}
      onConfirm={() =>
        command.run({
          appointmentId: appointment.id,
          version: appointment.version,
          reason: reason.trim(),
        })
      }
    >
      <TextInput
        label="Motif"
        placeholder="Le ménage est absent"
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}
