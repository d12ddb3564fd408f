import { Button, CopyButton, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { Role } from '#domain/access.ts'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { tokenRoleChoices } from '#web/settings/role-choices.ts'
import classes from '#web/settings/settings.module.css'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

/** Asks for the bounds of the token, then shows it: once. */
export const NewToken = ({ onClose }: { onClose: () => void }) => {
  const [token, setToken] = useState<string | null | undefined>()
  return (
    <SidePanel
      onClose={onClose}
      title={token === undefined ? 'Créer un jeton' : 'Le jeton est créé'}
      isHeld={token !== undefined}
    >
      {token === undefined ? (
        <TokenForm onMade={setToken} onClose={onClose} />
      ) : (
        <ShownToken token={token} onClose={onClose} />
      )}
    </SidePanel>
  )
}

const ShownToken = ({ token, onClose }: { token: string | null; onClose: () => void }) =>
  token === null ? (
    <Notice kind="soon">
      Ce jeton a déjà été montré et n’est gardé nulle part : révoquez-le et créez-en un autre.
    </Notice>
  ) : (
    <>
      <Notice kind="soon">Copiez-le maintenant : il n’est gardé nulle part et ne sera plus montré.</Notice>
      <p>
        <code className={classes.token}>{token}</code>
      </p>
      <CopyButton value={token}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {copied ? 'Copié' : 'Copier le jeton'}
          </Button>
        )}
      </CopyButton>{' '}
      <Button onClick={onClose}>J’ai copié le jeton</Button>
    </>
  )

type Values = { name: string; role: Role | null; expiresOn: PlainDate | null }

const whyNot = ({ name, role, expiresOn }: Values) => {
  if (name.trim() === '') return 'Nommez le logiciel qui s’en servira.'
  if (!role) return 'Choisissez un rôle.'
  return expiresOn ? undefined : 'Dites jusqu’à quand.'
}

const TokenForm = ({ onMade, onClose }: { onMade: (token: string | null) => void; onClose: () => void }) => {
  const today = useToday()
  const form = useForm<Values>({ initialValues: { name: '', role: null, expiresOn: addMonths(today, 12) } })
  const draft = useFormDraft('access-token', form, form.values)
  const create = useApiCommand(api.identity.createAccessToken, {
    onDone: ({ token }) => {
      draft.clear()
      onMade(token)
    },
  })
  const issues = useIssues(form, create.issues, ['name', 'role', 'expiresOn'])
  return (
    <PageForm
      onSubmit={form.onSubmit(({ name, role, expiresOn }) => {
        if (role && expiresOn) void create.run({ name, role, expiresOn })
      })}
      command={create}
      submitLabel="Créer le jeton"
      because={whyNot(form.values)}
      issues={issues}
      draft={draft}
      onCancel={onClose}
    >
      <TextInput
        label="Logiciel"
        placeholder="Logiciel du CCAS"
        maxLength={120}
        {...form.getInputProps('name')}
      />
      <Select
        label="Rôle"
        description="Le logiciel peut ce que peut ce rôle, pas davantage."
        data={tokenRoleChoices}
        {...form.getInputProps('role')}
      />
      <DayInput
        label="Valable jusqu’au"
        description="Deux ans au plus."
        max={addMonths(today, 24)}
        {...form.getInputProps('expiresOn')}
        value={form.values.expiresOn}
      />
    </PageForm>
  )
}
