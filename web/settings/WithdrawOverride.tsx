import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api } from '#web/client.ts'
import { PageForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

export const WithdrawOverride = ({ overrideId, onClose }: { overrideId: string; onClose: () => void }) => {
  const form = useForm({ initialValues: { reason: '' } })
  const draft = useFormDraft(`withdraw-override/${overrideId}`, form, form.values)
  const withdraw = useApiCommand(api.settings.withdrawOverride, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, withdraw.issues, ['reason'])
  return (
    <PageForm
      onSubmit={form.onSubmit(({ reason }) => void withdraw.run({ overrideId, reason }))}
      command={withdraw}
      submitLabel="Retirer la valeur propre"
      because={form.values.reason.trim() === '' ? 'Dites pourquoi elle est retirée.' : undefined}
      issues={issues}
      draft={draft}
      onCancel={onClose}
    >
      <TextInput
        label="Pourquoi"
        description="La valeur publiée reprend sa place ; l’histoire garde les deux."
        maxLength={500}
        required
        withAsterisk={false}
        {...form.getInputProps('reason')}
      />
    </PageForm>
  )
}
