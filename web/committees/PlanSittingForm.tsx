import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from 'react-router'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import type { Committee } from '#web/committees/views.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = { committeeId: string | null; heldOn: PlainDate | null; startsAt: string; place: string }

export const PlanSittingForm = ({
  committees,
  onClose,
}: {
  committees: readonly Committee[]
  onClose: () => void
}) => {
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const form = useForm<Values>({
    initialValues: { committeeId: committees[0]?.id ?? null, heldOn: null, startsAt: '', place: '' },
  })
  const draft = useFormDraft('sitting/new', form, form.values)
  const command = useApiCommand(api.committees.planSitting, {
    onDone: ({ sittingId }) => {
      draft.clear()
      void navigate(paths.sitting({ slug, sittingId }))
    },
  })
  const issues = useIssues(form, command.issues, ['startsAt', 'place'])
  const { committeeId, heldOn, startsAt, place } = form.values
  return (
    <SideForm
      title="Préparer une séance"
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      draft={draft}
      submitLabel="Préparer la séance"
      because={committeeId && heldOn ? undefined : 'Choisissez la commission et le jour.'}
      onSubmit={form.onSubmit(() => {
        if (committeeId && heldOn)
          void command.run({
            committeeId,
            heldOn,
            startsAt: startsAt.trim() || null,
            place: place.trim() || null,
          })
      })}
    >
      <Select
        label="Commission"
        data={committees.map(({ id, name }) => ({ value: id, label: name }))}
        allowDeselect={false}
        {...form.getInputProps('committeeId')}
      />
      <DayInput
        label="Jour"
        data-autofocus
        value={heldOn}
        onChange={(day) => form.setFieldValue('heldOn', day)}
      />
      <TextInput label="Heure" placeholder="14:30" {...form.getInputProps('startsAt')} />
      <TextInput label="Lieu" maxLength={120} {...form.getInputProps('place')} />
    </SideForm>
  )
}
