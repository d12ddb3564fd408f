import { useForm } from '@mantine/form'
import type { Output } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import { api } from '#web/client.ts'
import {
  IdentityFields,
  type IdentityValues,
  identityFields,
  identityOf,
} from '#web/payees/IdentityFields.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Payee = Output<typeof contract.payees.open>
type Theirs = Pick<Payee, keyof IdentityValues | 'version'>

const valuesOf = ({ name, siret, street, buildingNumber, postCode, town }: Theirs): IdentityValues => ({
  name,
  siret: siret ?? '',
  street: street ?? '',
  buildingNumber: buildingNumber ?? '',
  postCode: postCode ?? '',
  town: town ?? '',
})

const labels: Readonly<Record<keyof IdentityValues, string>> = {
  name: 'Nom',
  siret: 'SIRET',
  street: 'Rue',
  buildingNumber: 'Numéro',
  postCode: 'Code postal',
  town: 'Commune',
}

/** Corrects who is paid; their account changes apart, and a second person checks it. */
export const ChangeForm = ({ payee, onClose }: { payee: Payee; onClose: () => void }) => {
  const form = useForm({ initialValues: valuesOf(payee) })
  const draft = useFormDraft(`payee/${payee.id}`, form, form.values)
  const change = useApiCommand(api.payees.change, {
    onDone: () => {
      draft.clear()
      void notify('Bénéficiaire corrigé.')
      onClose()
    },
  })
  const issues = useIssues(form, change.issues, [...identityFields])
  const { version, banner } = useStaleEdit<Theirs>(payee.version, change)
  const save = (over = version) =>
    change.run({ payeeId: payee.id, country: payee.country, version: over, ...identityOf(form.values) })
  return (
    <SideForm
      title="Corriger le bénéficiaire"
      opened
      onClose={onClose}
      command={change}
      submitLabel="Enregistrer la correction"
      because={form.values.name.trim() ? undefined : 'Indiquez le nom.'}
      issues={issues}
      draft={draft}
      banner={banner({
        fields: (theirs) =>
          identityFields.map((field) => ({
            label: labels[field],
            mine: form.values[field],
            theirs: valuesOf(theirs)[field],
          })),
        onKeepMine: (over) => void save(over),
        onTakeTheirs: (theirs) => form.setValues(valuesOf(theirs)),
      })}
      onSubmit={form.onSubmit(() => void save())}
    >
      <Notice kind="plain">
        Les ordres déjà préparés gardent le nom d’avant. Un IBAN ne se corrige pas ici : ajoutez le nouveau
        compte, une autre personne le vérifie, puis retirez l’ancien.
      </Notice>
      <IdentityFields form={form} hasSiret={payee.kind !== 'household'} />
    </SideForm>
  )
}
