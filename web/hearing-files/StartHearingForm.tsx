import { useForm } from '@mantine/form'
import { api } from '#web/client.ts'
import { HearingFields, type HearingValues, noHearing } from '#web/hearing-files/HearingFields.tsx'
import { HouseholdSelect } from '#web/my-day/HouseholdSelect.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = HearingValues & { householdId: string | null }

type Props = { onClose: () => void; onStarted: (householdId: string, hearingFileId: string) => void }

export const StartHearingForm = ({ onClose, onStarted }: Props) => {
  const form = useForm<Values>({ initialValues: { ...noHearing, householdId: null } })
  const draft = useFormDraft('hearing/new', form, form.values)
  const command = useApiCommand(api.hearingFiles.start, {
    onDone: ({ hearingFileId }, { householdId }) => {
      draft.clear()
      onStarted(householdId, hearingFileId)
    },
  })
  const issues = useIssues(form, command.issues, ['hearingOn', 'hearingTime', 'court', 'lawyer'])
  const { householdId, hearingOn, court } = form.values
  const isReady = householdId && hearingOn && court.trim()
  return (
    <SideForm
      title="Préparer une audience"
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      draft={draft}
      submitLabel="Ouvrir le dossier"
      because={isReady ? undefined : 'Choisissez le ménage, le jour et le tribunal.'}
      onSubmit={form.onSubmit((values) => {
        if (!values.householdId || !values.hearingOn) return
        void command.run({
          householdId: values.householdId,
          hearingOn: values.hearingOn,
          hearingTime: values.hearingTime || null,
          court: values.court,
          lawyer: values.lawyer.trim() || null,
        })
      })}
    >
      <HouseholdSelect value={householdId} onChange={(id) => form.setFieldValue('householdId', id)} />
      <HearingFields input={(name) => form.getInputProps(name)} hearingOn={hearingOn} />
    </SideForm>
  )
}
