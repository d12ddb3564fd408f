import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { FigureKey } from '#domain/reports/figures.ts'
import { api } from '#web/client.ts'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { year: number; figure: FigureKey; label: string; onClose: () => void }

/** A figure that is not known is said so: zero would be a lie. */
export const GapForm = ({ year, figure, label, onClose }: Props) => {
  const form = useForm({ initialValues: { reason: '' } })
  const command = useApiCommand(api.reports.stateGap, {
    onDone: () => {
      void notify('Le rapport dira « non communiqué ».')
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['reason'])
  return (
    <SideForm
      title={`${label}, ${year} : non communiqué`}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(({ reason }) => void command.run({ year, key: figure, reason }))}
      command={command}
      submitLabel="Dire non communiqué"
      because={form.values.reason.trim() ? undefined : 'Dites pourquoi.'}
      issues={issues}
    >
      <TextInput
        label="Pourquoi"
        description="Écrit dans le rapport, à la place du chiffre."
        maxLength={300}
        {...form.getInputProps('reason')}
      />
    </SideForm>
  )
}
