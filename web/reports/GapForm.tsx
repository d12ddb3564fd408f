import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type FigureKey, figureKeys, reportFigures } from '#domain/reports/figures.ts'
import { api } from '#web/client.ts'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { year: number; onClose: () => void }
type Values = { figure: FigureKey | null; reason: string }

/** A figure that is not known is said so: zero would be a lie. */
export const GapForm = ({ year, onClose }: Props) => {
  const form = useForm<Values>({ initialValues: { figure: null, reason: '' } })
  const command = useApiCommand(api.reports.stateGap, {
    onDone: () => {
      void notify('Le rapport dira « non communiqué ».')
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['key', 'reason'])
  const { figure, reason } = form.values
  return (
    <SideForm
      title={`Chiffre non communiqué en ${year}`}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(() => void (figure && command.run({ year, key: figure, reason })))}
      command={command}
      submitLabel="Dire non communiqué"
      because={figure && reason.trim() ? undefined : 'Choisissez le chiffre et dites pourquoi.'}
      issues={issues}
    >
      <Select
        label="Chiffre"
        placeholder="Choisir"
        searchable
        data={figureKeys.map((value) => ({ value, label: reportFigures[value].label }))}
        {...form.getInputProps('figure')}
      />
      <TextInput
        label="Pourquoi"
        description="Écrit dans le rapport, à la place du chiffre."
        maxLength={300}
        {...form.getInputProps('reason')}
      />
    </SideForm>
  )
}
