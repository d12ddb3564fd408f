import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Role } from '#domain/access.ts'
import { api } from '#web/client.ts'
import { roleChoices } from '#web/settings/role-choices.ts'
import { useTeams } from '#web/settings/use-teams.ts'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = { name: string; email: string; role: Role | null; teamId: string | null }
const empty: Values = { name: '', email: '', role: null, teamId: null }

export const InviteForm = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => {
  const form = useForm<Values>({
    initialValues: empty,
    validate: { role: (role) => (role ? null : 'Choisissez un rôle.') },
  })
  const draft = useFormDraft('invite', form, form.values)
  const { choices } = useTeams()
  const invite = useApiCommand(api.identity.inviteMember, {
    onDone: ({ email }) => {
      draft.clear()
      form.reset()
      void notify(`Invitation envoyée à ${email}.`)
      onClose()
    },
  })
  const issues = useIssues(form, invite.issues, ['name', 'email', 'role', 'teamId'])
  return (
    <SideForm
      title="Inviter quelqu’un"
      opened={opened}
      onClose={onClose}
      onSubmit={form.onSubmit(({ role, ...values }) => {
        if (role) void invite.run({ ...values, role })
      })}
      command={invite}
      submitLabel="Envoyer l’invitation"
      issues={issues}
      draft={draft}
    >
      <TextInput label="Nom" required withAsterisk={false} maxLength={120} {...form.getInputProps('name')} />
      <TextInput
        label="Adresse électronique"
        description="Le lien envoyé à cette adresse est valable sept jours."
        type="email"
        required
        withAsterisk={false}
        {...form.getInputProps('email')}
      />
      <Select label="Rôle" data={roleChoices} {...form.getInputProps('role')} />
      <Select
        label="Équipe"
        placeholder="sans équipe"
        data={choices}
        clearable
        {...form.getInputProps('teamId')}
      />
    </SideForm>
  )
}
