import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Partner } from '#contract/partners.ts'
import { type PartnerKind, partnerKindLabels, partnerKinds } from '#domain/parcels/partner-kinds.ts'
import { api } from '#web/client.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

export const kindChoices = partnerKinds.map((value) => ({ value, label: partnerKindLabels[value] }))

type Values = { name: string; kind: PartnerKind; email: string; phone: string }

/** Without a partner, a new one that is not in Palier. */
export const PartnerForm = ({ partner, onClose }: { partner?: Partner; onClose: () => void }) => {
  const form = useForm<Values>({
    initialValues: {
      name: partner?.name ?? '',
      kind: partner?.kind ?? 'local-authority',
      email: partner?.email ?? '',
      phone: partner?.phone ?? '',
    },
  })
  const add = useApiCommand(api.partners.add, { onDone: onClose })
  const edit = useApiCommand(api.partners.edit, { onDone: onClose })
  const command = partner ? edit : add
  const issues = useIssues(form, command.issues, ['name', 'kind', 'email', 'phone'])
  return (
    <SideForm
      title={partner ? 'Modifier le partenaire' : 'Ajouter un partenaire hors de Palier'}
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      submitLabel={partner ? 'Enregistrer' : 'Ajouter le partenaire'}
      because={form.values.name.trim() === '' ? 'Écrivez son nom.' : undefined}
      onSubmit={form.onSubmit(({ name, kind, email, phone }) => {
        const details = { name, kind, email: email.trim() || null, phone: phone.trim() || null }
        void (partner
          ? edit.run({ ...details, partnerId: partner.id, version: partner.version })
          : add.run(details))
      })}
    >
      {!partner && (
        <p>
          Ce qui lui est adressé est noté ici ; vous le lui remettez vous-même, par une voie sûre, et vous
          notez sa réponse.
        </p>
      )}
      <TextInput label="Nom" maxLength={120} {...form.getInputProps('name')} />
      <Select label="Nature" data={kindChoices} {...form.getInputProps('kind')} />
      <TextInput label="Courriel" type="email" {...form.getInputProps('email')} />
      <TextInput label="Téléphone" type="tel" {...form.getInputProps('phone')} />
    </SideForm>
  )
}
