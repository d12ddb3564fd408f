import { Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { MeasureView } from '#contract/measure-shapes.ts'
import type { Audience } from '#domain/casework/kinds.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { AudienceSelect } from '#web/casework/ReadersFields.tsx'
import { api } from '#web/client.ts'
import { useColleagues } from '#web/measures/use-colleagues.ts'
import { useMeasureCommand } from '#web/measures/use-measure-command.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'

type Values = {
  membershipId: string | null
  on: PlainDate | null
  accessUntilOn: PlainDate | null
  note: string
  audience: Audience
}

/** Time to hand over in person. */
const overlapDays = 15

export const TransferForm = ({ measure, onClose }: { measure: MeasureView; onClose: () => void }) => {
  const today = useToday()
  const { workers } = useColleagues()
  const { measureId, version, leadId, leadName } = measure
  const form = useForm<Values>({
    initialValues: {
      membershipId: null,
      on: today,
      accessUntilOn: addDays(today, overlapDays),
      note: '',
      audience: 'referents',
    },
  })
  const draft = useFormDraft(`measure-transfer/${measureId}`, form, form.values)
  const command = useMeasureCommand(api.measures.transfer, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['membershipId', 'on', 'accessUntilOn', 'note'])
  const { membershipId, on, accessUntilOn, note, audience } = form.values
  const isReady = membershipId && on && accessUntilOn && note.trim() !== ''
  return (
    <SideForm
      title="Transférer la mesure"
      opened
      onClose={onClose}
      command={command}
      draft={draft}
      issues={issues}
      submitLabel="Transférer"
      because={isReady ? undefined : 'Choisissez le référent, les dates, et écrivez le relais.'}
      onSubmit={form.onSubmit(() => {
        if (membershipId && on && accessUntilOn)
          void command.run({ measureId, version, membershipId, on, accessUntilOn, note, audience })
      })}
    >
      <Select
        label="Nouveau référent"
        searchable
        data-autofocus
        data={workers.filter(({ value }) => value !== leadId)}
        {...form.getInputProps('membershipId')}
      />
      <DayInput label="À partir du" {...form.getInputProps('on')} value={on} />
      <DayInput
        label={`Accès de ${leadName ?? 'l’ancien référent'} jusqu’au`}
        description="Après ce jour, le dossier ne lui est plus ouvert comme référent."
        {...form.getInputProps('accessUntilOn')}
        value={accessUntilOn}
      />
      <Textarea
        label="Passage de relais"
        description="Où en est le ménage, ce qui presse, ce qui compte pour lui. Gardé dans le fil."
        autosize
        minRows={5}
        maxLength={10_000}
        {...form.getInputProps('note')}
      />
      <AudienceSelect
        audience={audience}
        compartment="social"
        onChange={(chosen) => form.setFieldValue('audience', chosen)}
      />
    </SideForm>
  )
}
