import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { WhatIfShape } from '#contract/rights-shapes.ts'
import { api } from '#web/client.ts'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { householdId: string; change: WhatIfShape; onClose: () => void }

export const KeepSimulationForm = ({ householdId, change, onClose }: Props) => {
  const form = useForm({ initialValues: { label: '' } })
  const draft = useFormDraft(`keep-simulation/${householdId}`, form, form.values)
  const keep = useApiCommand(api.rights.keepSimulation, {
    onDone: () => {
      draft.clear()
      void notify('Simulation gardée.')
      onClose()
    },
  })
  const issues = useIssues(form, keep.issues, ['label'])
  const label = form.values.label.trim()
  return (
    <SideForm
      title="Garder cette simulation"
      opened
      onClose={onClose}
      command={keep}
      issues={issues}
      draft={draft}
      submitLabel="Garder"
      because={label ? undefined : 'Donnez-lui un nom.'}
      onSubmit={form.onSubmit(() => void keep.run({ householdId, label, change }))}
    >
      <TextInput
        label="Nom"
        description="Par exemple « Temps partiel à partir de janvier »."
        data-autofocus
        maxLength={120}
        {...form.getInputProps('label')}
      />
    </SideForm>
  )
}
