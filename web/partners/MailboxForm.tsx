import { Button, PasswordInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ReferralSettings } from '#contract/partners.ts'
import { api } from '#web/client.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = { host: string; port: '993' | '143'; user: string; folder: string; password: string }

export const MailboxForm = ({ settings, onClose }: { settings: ReferralSettings; onClose: () => void }) => {
  const { mailbox, version } = settings
  const form = useForm<Values>({
    initialValues: {
      host: mailbox?.host ?? '',
      port: mailbox?.port === 143 ? '143' : '993',
      user: mailbox?.user ?? '',
      folder: mailbox?.folder ?? 'INBOX',
      password: '',
    },
  })
  const save = useApiCommand(api.referralSettings.saveMailbox, { onDone: onClose })
  const told = save.issues.map((issue) => ({ ...issue, path: issue.path.replace(/^mailbox\./, '') }))
  const issues = useIssues(form, told, ['host', 'port', 'user', 'folder', 'password'])
  const isEmpty = form.values.host.trim() === '' || form.values.user.trim() === ''
  return (
    <SideForm
      title="Boîte aux lettres des demandes"
      opened
      onClose={onClose}
      command={save}
      issues={issues}
      submitLabel="Enregistrer la boîte"
      because={isEmpty ? 'Donnez le serveur et le compte.' : undefined}
      onSubmit={form.onSubmit(
        ({ port, password, ...rest }) =>
          void save.run({
            version,
            mailbox: { ...rest, port: port === '143' ? 143 : 993, ...(password ? { password } : {}) },
          }),
      )}
    >
      <TextInput label="Serveur IMAP" placeholder="imap.exemple.fr" {...form.getInputProps('host')} />
      <Select
        label="Connexion"
        data={[
          { value: '993', label: 'TLS, port 993' },
          { value: '143', label: 'STARTTLS, port 143' },
        ]}
        {...form.getInputProps('port')}
      />
      <TextInput label="Compte" autoComplete="off" {...form.getInputProps('user')} />
      <TextInput label="Dossier" {...form.getInputProps('folder')} />
      <PasswordInput
        label="Mot de passe"
        description={mailbox ? 'Vide : il ne change pas.' : 'Gardé chiffré ; il n’est jamais montré.'}
        autoComplete="new-password"
        {...form.getInputProps('password')}
      />
      {mailbox && (
        <Button variant="subtle" color="late" onClick={() => void save.run({ version, mailbox: null })}>
          Ne plus lire cette boîte
        </Button>
      )}
    </SideForm>
  )
}
