import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type FundingField, fundingFieldLabels, fundingFields } from '#domain/funding/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { NamedTerritory } from '#domain/territories/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import type { OpenEnvelope } from '#web/envelopes/EnvelopePage.tsx'
import { TerritoryField } from '#web/territories/TerritoryField.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { envelope: OpenEnvelope; onClose: () => void }
type Values = {
  label: string
  field: FundingField | null
  territory: NamedTerritory[]
  closedOn: PlainDate | null
}

export const EnvelopeEditForm = ({ envelope, onClose }: Props) => {
  const form = useForm<Values>({
    initialValues: {
      label: envelope.label,
      field: envelope.field,
      territory: envelope.territory ? [envelope.territory] : [],
      closedOn: envelope.closedOn,
    },
  })
  const draft = useFormDraft(`envelope-edit/${envelope.id}`, form, form.values)
  const command = useApiCommand(api.envelopes.change, {
    onDone: () => {
      draft.clear()
      void notify('Enveloppe modifiée.')
      onClose()
    },
  })
  const { label, field, territory, closedOn } = form.values
  const save = () =>
    void command.run({
      ...{ envelopeId: envelope.id, version: envelope.version, label: label.trim(), field, closedOn },
      territory: territory[0] ?? null,
    })
  return (
    <SideForm
      title="Modifier l’enveloppe"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel="Enregistrer"
      because={label.trim() ? undefined : 'Donnez un nom.'}
      issues={command.issues}
      draft={draft}
    >
      <TextInput label="Nom" maxLength={120} {...form.getInputProps('label')} />
      <Select
        label="Domaine"
        placeholder="Tous ceux de la convention"
        clearable
        data={choicesOf(fundingFields, fundingFieldLabels)}
        {...form.getInputProps('field')}
      />
      <TerritoryField
        most={1}
        value={territory}
        onChange={(chosen) => form.setFieldValue('territory', chosen)}
      />
      <DayInput
        label="Fermée le"
        min={envelope.openedOn}
        {...form.getInputProps('closedOn')}
        value={closedOn}
      />
    </SideForm>
  )
}
