import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { GroupSession } from '#contract/group-sessions.ts'
import { api } from '#web/client.ts'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

export const CancelSession = ({ session, onClose }: { session: GroupSession; onClose: () => void }) => {
  const { sessionId, version, signUps } = session
  const form = useForm({ initialValues: { reason: '' } })
  const command = useApiCommand(api.groupSessions.cancel, {
    onDone: ({ told, toCall }) => {
      notify(`Séance annulée. Prévenus par courriel ou SMS : ${told}. À appeler : ${toCall}.`)
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['reason'])
  const expected = signUps.filter(({ state }) => state !== 'cancelled')
  return (
    <SideForm
      title="Annuler la séance"
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      submitLabel="Annuler et prévenir"
      because={form.values.reason.trim() ? undefined : 'Dites pourquoi : les inscrits le liront.'}
      onSubmit={form.onSubmit(({ reason }) => void command.run({ sessionId, version, reason }))}
    >
      <p>
        Inscrits à prévenir : {expected.length}. Un courriel, ou à défaut un SMS, part à qui l’accepte ; le
        nombre de ceux qu’il reste à appeler vous sera dit.
      </p>
      <TextInput label="Pourquoi" data-autofocus maxLength={300} {...form.getInputProps('reason')} />
    </SideForm>
  )
}
