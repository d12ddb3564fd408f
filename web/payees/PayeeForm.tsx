import { Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from 'react-router'
import { type PayeeKind, payeeKindLabels, payeeKinds } from '#domain/disbursements/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { IdentityFields, identityFields, identityOf } from '#web/payees/IdentityFields.tsx'
import { useMember } from '#web/session/session.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

const kinds = payeeKinds.filter((kind): kind is Exclude<PayeeKind, 'household'> => kind !== 'household')

/** Whoever is paid; their bank account is added afterwards, and checked by somebody else. */
export const PayeeForm = ({ onClose }: { onClose: () => void }) => {
  const { slug } = useMember()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: {
      kind: 'company' as (typeof kinds)[number],
      name: '',
      siret: '',
      street: '',
      buildingNumber: '',
      postCode: '',
      town: '',
    },
  })
  const draft = useFormDraft('payee/new', form, form.values)
  const add = useApiCommand(api.payees.add, {
    onDone: ({ payeeId }) => {
      draft.clear()
      void navigate(paths.payee({ slug, payeeId }))
    },
  })
  const issues = useIssues(form, add.issues, [...identityFields])
  return (
    <SideForm
      title="Ajouter un bénéficiaire"
      opened
      onClose={onClose}
      command={add}
      submitLabel="Ajouter"
      because={form.values.name.trim() ? undefined : 'Indiquez le nom.'}
      issues={issues}
      draft={draft}
      onSubmit={form.onSubmit(({ kind, ...identity }) => add.run({ kind, ...identityOf(identity) }))}
    >
      <Select
        label="Sorte"
        allowDeselect={false}
        data={choicesOf(kinds, payeeKindLabels)}
        {...form.getInputProps('kind')}
      />
      <IdentityFields form={form} hasSiret />
    </SideForm>
  )
}
