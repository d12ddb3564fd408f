import { Checkbox, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api } from '#web/client.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { householdId: string; messageId: string; onClose: () => void }

export const ReturnForm = ({ householdId, messageId, onClose }: Props) => {
  const form = useForm({ initialValues: { reason: '', isPermanent: true } })
  const note = useApiCommand(api.communications.recordReturn, { onDone: onClose })
  const issues = useIssues(form, note.issues, ['reason', 'isPermanent'])
  return (
    <SideForm
      title="Le message est revenu"
      opened
      onClose={onClose}
      command={note}
      submitLabel="Noter le retour"
      because={form.values.reason.trim() ? undefined : 'Écrivez la raison.'}
      issues={issues}
      onSubmit={form.onSubmit((values) => note.run({ householdId, messageId, ...values }))}
    >
      <TextInput
        label="Raison"
        placeholder="Destinataire inconnu à l’adresse"
        maxLength={200}
        {...form.getInputProps('reason')}
      />
      <Checkbox
        label="L’adresse ne vaut plus rien : ne plus rien y envoyer"
        {...form.getInputProps('isPermanent', { type: 'checkbox' })}
      />
    </SideForm>
  )
}
