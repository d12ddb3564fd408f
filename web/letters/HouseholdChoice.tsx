import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { api } from '#web/client.ts'
import { useApiQuery } from '#web/use-api.ts'

type Props = {
  value: string | null
  onChange: (id: string | null) => void
  label?: string
  description?: string
  placeholder?: string
}

/** One household, by any part of its name. */
export const HouseholdChoice = ({
  value,
  onChange,
  label = 'Sur un ménage',
  description = 'Cherchez un nom ; sans choix, l’aperçu prend un exemple.',
  placeholder = 'Exemple',
}: Props) => {
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed, 250)
  const { data } = useApiQuery(
    api.households.search,
    { text, limit: 20 },
    { enabled: text.trim().length >= 2, keepPrevious: true },
  )
  const choices = (data?.rows ?? []).map((row) => ({ value: row.householdId, label: row.label }))
  return (
    <Select
      label={label}
      description={description}
      placeholder={placeholder}
      searchable
      clearable
      data={choices}
      filter={({ options }) => options}
      nothingFoundMessage={text.trim().length < 2 ? 'Tapez deux lettres.' : 'Aucun ménage.'}
      value={value}
      onChange={onChange}
      searchValue={typed}
      onSearchChange={setTyped}
      mb="sm"
    />
  )
}
