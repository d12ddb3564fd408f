import { Checkbox, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Convention } from '#contract/convention-shapes.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { convention: Convention; onClose: () => void }
type Values = { on: PlainDate | null; reason: string; isWithdrawn: boolean }

/** It stops before its term, or will not be renewed. */
export const EndForm = ({ convention, onClose }: Props) => {
  const { id, version, endedEarly } = convention
  const form = useForm<Values>({
    initialValues: { on: endedEarly?.on ?? null, reason: endedEarly?.reason ?? '', isWithdrawn: false },
  })
  const draft = useFormDraft(`convention-end/${id}`, form, form.values)
  const command = useApiCommand(api.conventions.endEarly, {
    onDone: () => {
      draft.clear()
      void notify('Fin de la convention notée.')
      onClose()
    },
  })
  const { on, reason, isWithdrawn } = form.values
  const isWritten = on !== null && reason.trim() !== ''
  const save = () => {
    if (isWithdrawn) void command.run({ conventionId: id, version, end: null })
    else if (on) void command.run({ conventionId: id, version, end: { on, reason: reason.trim() } })
  }
  return (
    <SideForm
      title="Fin de la convention"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel="Enregistrer la fin"
      because={isWithdrawn || isWritten ? undefined : 'Donnez la dernière journée et le motif.'}
      draft={draft}
    >
      {endedEarly && (
        <Checkbox
          label="La convention continue : retirer cette fin"
          {...form.getInputProps('isWithdrawn', { type: 'checkbox' })}
        />
      )}
      {!isWithdrawn && (
        <>
          <DayInput
            label="Dernière journée"
            min={convention.period.startsOn ?? undefined}
            {...form.getInputProps('on')}
            value={on}
          />
          <Textarea
            label="Motif"
            description="Dénoncée, non renouvelée, remplacée…"
            autosize
            maxLength={300}
            {...form.getInputProps('reason')}
          />
        </>
      )}
    </SideForm>
  )
}
