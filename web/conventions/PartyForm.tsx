import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { Convention } from '#contract/convention-shapes.ts'
import { guessPartnerKind } from '#domain/conventions/guess-partner-kind.ts'
import { type PartyRole, partyRoleLabels, partyRoles } from '#domain/conventions/kinds.ts'
import { type PartnerKind, partnerKindLabels, partnerKinds } from '#domain/parcels/partner-kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Props = { convention: Convention; onClose: () => void }
type Values = {
  /** An identifier, or the name of a new partner. */
  partner: string | null
  isNew: boolean
  kind: PartnerKind
  role: PartyRole
  signatory: string
  signedOn: PlainDate | null
}

export const PartyForm = ({ convention, onClose }: Props) => {
  const form = useForm<Values>({
    initialValues: {
      ...{ partner: null, isNew: false, kind: 'other', role: 'funder', signatory: '' },
      signedOn: convention.signedOn,
    },
  })
  const draft = useFormDraft(`convention-party/${convention.id}`, form, form.values)
  const command = useApiCommand(api.conventions.addParty, {
    onDone: () => {
      draft.clear()
      void notify('Partie ajoutée.')
      onClose()
    },
  })
  const { partner, isNew, kind, role, signatory, signedOn } = form.values
  const save = () => {
    if (!partner) return
    void command.run({
      conventionId: convention.id,
      version: convention.version,
      partner: isNew ? { name: partner, kind } : { id: partner },
      role,
      signatory: signatory.trim() || null,
      signedOn,
    })
  }
  return (
    <SideForm
      title="Ajouter une partie"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel="Ajouter la partie"
      because={partner ? undefined : 'Choisissez un partenaire.'}
      draft={draft}
    >
      <PartnerSelect
        value={partner}
        onChoose={(chosen, isUnknown) =>
          form.setValues({
            partner: chosen,
            isNew: isUnknown,
            kind: isUnknown && chosen ? guessPartnerKind(chosen) : kind,
          })
        }
      />
      {isNew && (
        <Select
          label="Nature du nouveau partenaire"
          allowDeselect={false}
          searchable
          data={choicesOf(partnerKinds, partnerKindLabels)}
          {...form.getInputProps('kind')}
        />
      )}
      <Select
        label="Rôle"
        allowDeselect={false}
        data={choicesOf(partyRoles, partyRoleLabels)}
        {...form.getInputProps('role')}
      />
      <TextInput label="Signataire" maxLength={120} {...form.getInputProps('signatory')} />
      <DayInput label="Signé le" {...form.getInputProps('signedOn')} value={signedOn} />
    </SideForm>
  )
}

type SelectProps = { value: string | null; onChoose: (chosen: string | null, isUnknown: boolean) => void }

/** One of the partners of the house; a name that is not there makes a new one. */
const PartnerSelect = ({ value, onChoose }: SelectProps) => {
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), 200)
  const { data } = useApiQuery(api.conventions.findPartners, { text }, { keepPrevious: true })
  const known = (data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const isNamed = known.some(({ label }) => label.toLowerCase() === text.toLowerCase())
  const added = text !== '' && !isNamed ? [{ value: text, label: `Ajouter « ${text} »` }] : []
  const chosen =
    value !== null && ![...known, ...added].some((one) => one.value === value)
      ? [{ value, label: value }]
      : []
  return (
    <Select
      label="Partenaire"
      description="Cherchez-le ; s’il n’y est pas, il rejoint la liste des partenaires."
      placeholder="Chercher"
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      data={[...chosen, ...known, ...added]}
      value={value}
      onChange={(next) => onChoose(next, next !== null && !known.some((one) => one.value === next))}
    />
  )
}
