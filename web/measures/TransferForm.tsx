import { Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { MeasureView } from '#contract/measure-shapes.ts'
import type { Audience } from '#domain/casework/kinds.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { AudienceSelect } from '#web/casework/ReadersFields.tsx'
import { api } from '#web/client.ts'
import {
  emptyHandover,
  HandoverFields,
  type HandoverValues,
  handoverFields,
  handoverOf,
  whyNotHandover,
} from '#web/measures/HandoverFields.tsx'
import { useColleagues } from '#web/measures/use-colleagues.ts'
import { useMeasureCommand } from '#web/measures/use-measure-command.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'

type Values = HandoverValues & {
  membershipId: string | null
  on: PlainDate | null
  accessUntilOn: PlainDate | null
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
      ...emptyHandover,
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
  const issues = useIssues(form, command.issues, ['membershipId', 'on', 'accessUntilOn', ...handoverFields])
  const { membershipId, on, accessUntilOn, audience } = form.values
  const isReady = membershipId && on && accessUntilOn
  return (
    <SideForm
      title="Passation à un autre référent"
      opened
      onClose={onClose}
      command={command}
      draft={draft}
      issues={issues}
      submitLabel="Transférer"
      because={isReady ? whyNotHandover(form.values) : 'Choisissez le référent et les dates.'}
      onSubmit={form.onSubmit(() => {
        if (membershipId && on && accessUntilOn)
          void command.run({
            ...{ measureId, version, membershipId, on, accessUntilOn, audience },
            handover: handoverOf(form.values),
          })
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
      <HandoverFields form={form} />
      <AudienceSelect
        audience={audience}
        compartment="social"
        onChange={(chosen) => form.setFieldValue('audience', chosen)}
      />
    </SideForm>
  )
}
