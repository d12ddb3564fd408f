import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { handTaskKinds, taskKindLabels } from '#domain/casework/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { HouseholdSelect } from '#web/my-day/HouseholdSelect.tsx'
import { useMember, useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Values = {
  title: string
  kind: (typeof handTaskKinds)[number]
  dueOn: PlainDate | null
  assigneeId: string
  householdId: string | null
}

export const AddTask = ({ onClose }: { onClose: () => void }) => {
  const today = useToday()
  const { membershipId } = useMember()
  const colleagues = useApiQuery(api.identity.listColleagues, {})
  const form = useForm<Values>({
    initialValues: { title: '', kind: 'call', dueOn: today, assigneeId: membershipId, householdId: null },
  })
  const draft = useFormDraft('task/new', form, form.values)
  const command = useApiCommand(api.tasks.add, {
    onDone: () => {
      draft.clear()
      void notify('Tâche ajoutée.')
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['title', 'dueOn', 'assigneeId'])
  const isReady = form.values.title.trim() !== '' && form.values.dueOn !== null
  return (
    <SideForm
      title="Ajouter une tâche"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(({ dueOn, ...values }) => {
        if (dueOn) void command.run({ ...values, dueOn })
      })}
      command={command}
      submitLabel="Ajouter"
      because={isReady ? undefined : 'Écrivez ce qu’il y a à faire, et pour quand.'}
      issues={issues}
      draft={draft}
    >
      <TextInput label="À faire" maxLength={200} data-autofocus {...form.getInputProps('title')} />
      <HouseholdSelect
        value={form.values.householdId}
        onChange={(householdId) => form.setFieldValue('householdId', householdId)}
      />
      <Select
        label="Nature"
        data={choicesOf(handTaskKinds, taskKindLabels)}
        {...form.getInputProps('kind')}
      />
      <DayInput label="Pour le" {...form.getInputProps('dueOn')} />
      <Select
        label="Pour qui"
        searchable
        data={(colleagues.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('assigneeId')}
      />
    </SideForm>
  )
}
