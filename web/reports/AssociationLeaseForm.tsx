import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { AssociationLease } from '#contract/reports.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { type LeaseScheme, leaseSchemeLabels, leaseSchemes } from '#domain/reports/lease-schemes.ts'
import { api } from '#web/client.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Props = { lease: AssociationLease | undefined; onClose: () => void }
type Values = {
  dwellingId: string | null
  associationName: string
  scheme: LeaseScheme | null
  startedOn: PlainDate | null
  endedOn: PlainDate | null
}

const valuesOf = (known: AssociationLease | undefined): Values => ({
  dwellingId: known?.dwelling.id ?? null,
  associationName: known?.associationName ?? '',
  scheme: known?.scheme ?? null,
  startedOn: known?.startedOn ?? null,
  endedOn: known?.endedOn ?? null,
})

export const AssociationLeaseForm = ({ lease, onClose }: Props) => {
  const form = useForm<Values>({ initialValues: valuesOf(lease) })
  const draft = useFormDraft(`association-lease/${lease?.id ?? 'new'}`, form, form.values)
  const onDone = () => {
    draft.clear()
    void notify('Location enregistrée.')
    onClose()
  }
  const add = useApiCommand(api.associationLeases.add, { onDone })
  const change = useApiCommand(api.associationLeases.change, { onDone })
  const command = lease ? change : add
  const issues = useIssues(form, command.issues, ['associationName', 'scheme', 'startedOn', 'endedOn'])
  const { dwellingId, associationName, scheme, startedOn, endedOn } = form.values
  const save = () => {
    if (!dwellingId || !scheme || !startedOn) return
    const facts = { associationName: associationName.trim(), scheme, startedOn, endedOn }
    if (lease) void change.run({ leaseId: lease.id, version: lease.version, ...facts })
    else void add.run({ dwellingId, ...facts })
  }
  const isWritten = dwellingId && scheme && startedOn && associationName.trim()
  return (
    <SideForm
      title={lease ? `Location de ${lease.dwelling.reference}` : 'Noter une location à une association'}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel="Enregistrer"
      because={isWritten ? undefined : 'Choisissez le logement, l’association, le dispositif et le début.'}
      issues={issues}
      draft={draft}
    >
      {!lease && (
        <DwellingSelect value={dwellingId} onChange={(id) => form.setFieldValue('dwellingId', id)} />
      )}
      <TextInput label="Association" maxLength={200} {...form.getInputProps('associationName')} />
      <Select
        label="Dispositif"
        placeholder="Choisir"
        data={leaseSchemes.map((value) => ({ value, label: leaseSchemeLabels[value] }))}
        {...form.getInputProps('scheme')}
      />
      <DayInput label="Depuis le" {...form.getInputProps('startedOn')} value={startedOn} />
      <DayInput
        label="Jusqu’au"
        description="Vide tant que l’association le loue."
        min={startedOn ?? undefined}
        {...form.getInputProps('endedOn')}
        value={endedOn}
      />
    </SideForm>
  )
}

const searchPauseMs = 250

const DwellingSelect = ({
  value,
  onChange,
}: {
  value: string | null
  onChange: (id: string | null) => void
}) => {
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), searchPauseMs)
  const { data } = useApiQuery(
    api.associationLeases.findDwellings,
    { text },
    { enabled: text !== '', keepPrevious: true },
  )
  return (
    <Select
      label="Logement"
      description="Référence, résidence ou rue."
      placeholder="Chercher"
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      nothingFoundMessage={text === '' ? 'Écrivez pour chercher.' : 'Aucun logement du parc ne correspond.'}
      data={(data?.rows ?? []).map(({ id, reference, address }) => ({
        value: id,
        label: `${reference}, ${address}`,
      }))}
      value={value}
      onChange={onChange}
    />
  )
}
