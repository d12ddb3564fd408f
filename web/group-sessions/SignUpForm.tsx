import { NumberInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { GroupSession } from '#contract/group-sessions.ts'
import { api } from '#web/client.ts'
import { HouseholdSelect } from '#web/my-day/HouseholdSelect.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = {
  householdId: string | null
  personName: string
  email: string
  phone: string
  seats: number | string
}

export const SignUpForm = ({ session, onClose }: { session: GroupSession; onClose: () => void }) => {
  const form = useForm<Values>({
    initialValues: { householdId: null, personName: '', email: '', phone: '', seats: 1 },
  })
  const draft = useFormDraft(`sign-up/${session.sessionId}`, form, form.values)
  const command = useApiCommand(api.groupSessions.signUp, {
    onDone: ({ rank }) => {
      notify(rank === null ? 'Inscription confirmée.' : `Sur la liste d’attente, numéro ${rank}.`)
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['personName', 'email', 'phone', 'seats'])
  const { householdId, personName } = form.values
  const isFull = session.seated >= session.capacity || session.waiting > 0
  return (
    <SideForm
      title="Inscrire à la séance"
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      draft={draft}
      submitLabel={isFull ? 'Mettre sur la liste d’attente' : 'Inscrire'}
      because={householdId || personName.trim() ? undefined : 'Choisissez un ménage ou donnez un nom.'}
      onSubmit={form.onSubmit(
        (values) =>
          void command.run({
            sessionId: session.sessionId,
            householdId: values.householdId,
            personName: values.personName.trim() || null,
            email: values.email.trim() || null,
            phone: values.phone.trim() || null,
            seats: Number(values.seats),
          }),
      )}
    >
      <HouseholdSelect value={householdId} onChange={(id) => form.setFieldValue('householdId', id)} />
      <TextInput
        label="Ou le nom d’une personne sans dossier"
        description="Ce qu’elle veut bien donner. Effacé quelque temps après la séance."
        maxLength={120}
        {...form.getInputProps('personName')}
      />
      <TextInput
        label="Courriel"
        description="Pour confirmer, rappeler et prévenir si la séance change."
        type="email"
        maxLength={200}
        {...form.getInputProps('email')}
      />
      <TextInput label="Téléphone" type="tel" maxLength={30} {...form.getInputProps('phone')} />
      <NumberInput label="Nombre de personnes" min={1} max={6} {...form.getInputProps('seats')} />
    </SideForm>
  )
}
