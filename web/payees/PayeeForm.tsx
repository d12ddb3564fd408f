import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from 'react-router'
import { type PayeeKind, payeeKindLabels, payeeKinds } from '#domain/disbursements/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import classes from '#web/disbursements/disbursements.module.css'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

const kinds = payeeKinds.filter((kind): kind is Exclude<PayeeKind, 'household'> => kind !== 'household')
const fields = ['name', 'siret', 'street', 'buildingNumber', 'postCode', 'town'] as const
const orNull = (text: string) => text.trim() || null

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
  const add = useApiCommand(api.payees.add, {
    onDone: ({ payeeId }) => void navigate(paths.payee({ slug, payeeId })),
  })
  const issues = useIssues(form, add.issues, [...fields])
  return (
    <SideForm
      title="Ajouter un bénéficiaire"
      opened
      onClose={onClose}
      command={add}
      submitLabel="Ajouter"
      because={form.values.name.trim() ? undefined : 'Indiquez le nom.'}
      issues={issues}
      onSubmit={form.onSubmit(({ kind, name, siret, street, buildingNumber, postCode, town }) =>
        add.run({
          kind,
          name: name.trim(),
          siret: orNull(siret),
          street: orNull(street),
          buildingNumber: orNull(buildingNumber),
          postCode: orNull(postCode),
          town: orNull(town),
        }),
      )}
    >
      <Select
        label="Sorte"
        allowDeselect={false}
        data={choicesOf(kinds, payeeKindLabels)}
        {...form.getInputProps('kind')}
      />
      <TextInput label="Nom" data-autofocus maxLength={140} {...form.getInputProps('name')} />
      <TextInput label="SIRET" description="14 chiffres" {...form.getInputProps('siret')} />
      <div className={classes.pair}>
        <TextInput label="Numéro" maxLength={16} {...form.getInputProps('buildingNumber')} />
        <TextInput label="Rue" maxLength={70} {...form.getInputProps('street')} />
      </div>
      <div className={classes.pair}>
        <TextInput label="Code postal" maxLength={16} {...form.getInputProps('postCode')} />
        <TextInput label="Commune" maxLength={35} {...form.getInputProps('town')} />
      </div>
    </SideForm>
  )
}
