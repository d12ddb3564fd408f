import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { api } from '#web/client.ts'
import { useApiQuery } from '#web/use-api.ts'

/** A convention as it is kept in a form: its identifier, and what people call it. */
export type ChosenConvention = { id: string; reference: string }

type Props = {
  label?: string
  description?: string
  value: ChosenConvention | null
  onChange: (convention: ChosenConvention | null) => void
}

/** A convention chosen by a bit of its reference or of its title. */
export const ConventionSelect = ({ label = 'Convention', description, value, onChange }: Props) => {
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), 250)
  const { data } = useApiQuery(
    api.conventions.list,
    { limit: 20, ...(text !== '' && text !== value?.reference && { text }) },
    { keepPrevious: true },
  )
  const found = (data?.rows ?? []).map(({ id, reference, title }) => ({
    value: id,
    label: reference,
    title,
  }))
  const isKnown = value === null || found.some((one) => one.value === value.id)
  const titles = new Map(found.map((one) => [one.value, one.title]))
  return (
    <Select
      label={label}
      description={description}
      placeholder="Référence ou titre"
      searchable
      clearable
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      nothingFoundMessage="Aucune convention ne correspond."
      data={isKnown ? found : [{ value: value.id, label: value.reference }, ...found]}
      renderOption={({ option }) => (
        <span>
          {option.label} <small>{titles.get(option.value)}</small>
        </span>
      )}
      value={value?.id ?? null}
      onChange={(id) => {
        const chosen = found.find((one) => one.value === id)
        onChange(chosen ? { id: chosen.value, reference: chosen.label } : null)
      }}
    />
  )
}
