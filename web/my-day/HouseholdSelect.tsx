import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { useApiQuery } from '#web/use-api.ts'
import { OwnHouseholdSelect } from '#web/volunteers/OwnHouseholdSelect.tsx'

type Choice = { value: string; label: string }
type Props = { value: string | null; onChange: (householdId: string | null) => void }

/** Who searches no file chooses among the households they accompany. */
export const HouseholdSelect = (props: Props) =>
  useAccess('read-household').allowed ? <SearchedSelect {...props} /> : <OwnHouseholdSelect {...props} />

/** A household found by a bit of its name, its phone or its address; none is a choice too. */
const SearchedSelect = ({ value, onChange }: Props) => {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<Choice | undefined>()
  const [text] = useDebouncedValue(typed, 200)
  const { data } = useApiQuery(
    api.households.search,
    { text, limit: 10 },
    { enabled: text.trim().length > 1, keepPrevious: true },
  )
  const found = (data?.rows ?? []).map(({ householdId, label, address }) => ({
    value: householdId,
    label: address ? `${label}, ${address}` : label,
  }))
  const isKnown = chosen === undefined || found.some((one) => one.value === chosen.value)
  return (
    <Select
      label="Ménage"
      placeholder="Nom, téléphone ou adresse"
      searchable
      clearable
      nothingFoundMessage={text.trim().length > 1 ? 'Aucun ménage trouvé.' : 'Écrivez deux lettres au moins.'}
      data={isKnown ? found : [chosen, ...found]}
      // The server finds with typos and without accents: its answer is shown whole.
      filter={({ options }) => options}
      value={value}
      onSearchChange={setTyped}
      onChange={(id) => {
        setChosen(found.find((one) => one.value === id))
        onChange(id)
      }}
    />
  )
}
