import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Bic, Iban } from '#contract/iban.ts'
import { api } from '#web/client.ts'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

const problemOf = (shape: typeof Iban | typeof Bic, text: string) =>
  text.trim() === '' ? null : (shape.safeParse(text).error?.issues[0]?.message ?? null)

export const AccountForm = ({ payeeId, onClose }: { payeeId: string; onClose: () => void }) => {
  const form = useForm({
    initialValues: { iban: '', bic: '', holder: '', source: '' },
    validateInputOnBlur: true,
    validate: { iban: (text) => problemOf(Iban, text), bic: (text) => problemOf(Bic, text) },
  })
  const draft = useFormDraft(`payee-account/${payeeId}`, form, form.values)
  const add = useApiCommand(api.payees.addAccount, {
    onDone: () => {
      draft.clear()
      void notify('Compte ajouté : une autre personne doit le vérifier.')
      onClose()
    },
  })
  const issues = useIssues(form, add.issues, ['iban', 'bic', 'holder', 'source'])
  const { iban, holder, source } = form.values
  return (
    <SideForm
      title="Ajouter un compte bancaire"
      opened
      onClose={onClose}
      command={add}
      submitLabel="Ajouter le compte"
      because={
        iban.trim() && holder.trim() && source.trim()
          ? undefined
          : 'Indiquez l’IBAN, son titulaire et où vous l’avez lu.'
      }
      issues={issues}
      draft={draft}
      onSubmit={form.onSubmit((values) =>
        add.run({
          payeeId,
          iban: values.iban,
          bic: values.bic.trim() || null,
          holder: values.holder.trim(),
          source: values.source.trim(),
        }),
      )}
    >
      <TextInput label="IBAN" data-autofocus {...form.getInputProps('iban')} />
      <TextInput label="BIC" description="Facultatif en France" {...form.getInputProps('bic')} />
      <TextInput label="Titulaire" maxLength={140} {...form.getInputProps('holder')} />
      <TextInput
        label="Où l’avez-vous lu ?"
        placeholder="RIB joint à la facture 118"
        maxLength={200}
        {...form.getInputProps('source')}
      />
    </SideForm>
  )
}
