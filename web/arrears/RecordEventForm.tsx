import { Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { CaseView } from '#contract/arrears.ts'
import { type ArrearsEventKind, arrearsEventKindLabels } from '#domain/arrears/transitions.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { householdId: string; view: CaseView; opened: boolean; onClose: () => void }
type Values = { kind: ArrearsEventKind | null; on: PlainDate | null; note: string }

/** A fact of the procedure, among those that the present stage allows. */
export const RecordEventForm = ({ householdId, view, opened, onClose }: Props) => {
  const today = useToday()
  const { tenancyId, permittedEvents } = view
  const first = permittedEvents.length === 1 ? (permittedEvents[0] ?? null) : null
  const form = useForm<Values>({ initialValues: { kind: first, on: today, note: '' } })
  const draft = useFormDraft(`arrears-event/${tenancyId}`, form, form.values)
  const recordEvent = useApiCommand(api.arrears.recordEvent, {
    onDone: () => {
      draft.clear()
      form.reset()
      onClose()
    },
  })
  const issues = useIssues(form, recordEvent.issues, ['kind', 'on', 'note'])
  const { kind, on } = form.values
  const because = !kind ? 'Choisissez d’abord le fait.' : on ? undefined : 'Écrivez d’abord la date.'
  return (
    <SideForm
      title="Consigner un fait de la procédure"
      opened={opened}
      onClose={onClose}
      command={recordEvent}
      draft={draft}
      issues={issues}
      because={because}
      submitLabel="Consigner"
      onSubmit={form.onSubmit(({ note, ...fact }) => {
        if (fact.kind === null || fact.on === null) return
        const told = note.trim() === '' ? {} : { note }
        void recordEvent.run({ householdId, tenancyId, kind: fact.kind, on: fact.on, ...told })
      })}
    >
      <Select
        label="Ce qui s’est passé"
        data-autofocus
        data={permittedEvents.map((value) => ({ value, label: arrearsEventKindLabels[value] }))}
        {...form.getInputProps('kind')}
      />
      <DayInput label="Le" max={today} value={on} onChange={(day) => form.setFieldValue('on', day)} />
      <Textarea label="Précision (facultatif)" autosize minRows={2} {...form.getInputProps('note')} />
    </SideForm>
  )
}
