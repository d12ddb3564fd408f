import { Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type MeasureMotive, measureMotiveLabels, measureMotives } from '#domain/programmes/kinds.ts'
import { api } from '#web/client.ts'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

export const motiveChoices = measureMotives.map((value) => ({ value, label: measureMotiveLabels[value] }))

/** To the support team of one's own organisation: nothing leaves the house. */
export const AskOwnTeamForm = ({ householdId, onClose }: { householdId: string; onClose: () => void }) => {
  const form = useForm<{ motive: MeasureMotive; message: string }>({
    initialValues: { motive: 'arrears', message: '' },
  })
  const draft = useFormDraft(`ask-own-team/${householdId}`, form, form.values)
  const ask = useApiCommand(api.referrals.askOwnTeam, {
    onDone: () => {
      draft.clear()
      notify('La demande est dans la liste de l’équipe d’accompagnement.')
      onClose()
    },
  })
  const issues = useIssues(form, ask.issues, ['motive', 'message'])
  return (
    <SideForm
      title="Demander à notre équipe d’accompagner"
      opened
      onClose={onClose}
      command={ask}
      issues={issues}
      draft={draft}
      submitLabel="Envoyer la demande"
      onSubmit={form.onSubmit(
        ({ motive, message }) => void ask.run({ householdId, motive, message: message.trim() || null }),
      )}
    >
      <p>L’équipe lira l’identité, le logement et le solde du compte, avec votre message.</p>
      <Select label="Motif" data={motiveChoices} {...form.getInputProps('motive')} />
      <Textarea label="Message" autosize minRows={3} maxLength={5000} {...form.getInputProps('message')} />
    </SideForm>
  )
}
