import { Select } from '@mantine/core'
import { api } from '#web/client.ts'
import { useApiQuery } from '#web/use-api.ts'

type Props = { value: string | null; onChange: (householdId: string | null) => void }

/** One of the households that a volunteer accompanies; none is a choice too. */
export const OwnHouseholdSelect = ({ value, onChange }: Props) => {
  const { data } = useApiQuery(api.volunteers.listOwn, {})
  return (
    <Select
      label="Ménage"
      clearable
      data={(data?.households ?? []).map(({ householdId, label }) => ({ value: householdId, label }))}
      value={value}
      onChange={onChange}
    />
  )
}
