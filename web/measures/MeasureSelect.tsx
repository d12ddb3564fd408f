import { Select } from '@mantine/core'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { useApiQuery } from '#web/use-api.ts'

type Props = {
  householdId: string
  value: string | null
  onChange: (measureId: string | null) => void
  error?: string | undefined
}

/** One of the household's measures; none is a choice too. Nothing to choose from: nothing is asked. */
export const MeasureSelect = ({ householdId, value, onChange, error }: Props) => {
  const reading = useAccess('read-measure')
  const { data } = useApiQuery(api.measures.ofHousehold, { householdId }, { enabled: reading.allowed })
  const measures = data?.measures ?? []
  if (!reading.allowed || measures.length === 0) return null
  return (
    <Select
      label="Dans quelle mesure"
      description="L’accompagnement dont cela fait partie, s’il y en a un."
      placeholder="Aucune"
      clearable
      data={measures.map(({ measureId, programmeName, startedOn, requestedOn }) => {
        const since = startedOn ?? requestedOn
        return { value: measureId, label: since ? `${programmeName}, ${formatDate(since)}` : programmeName }
      })}
      value={value}
      error={error}
      onChange={onChange}
    />
  )
}
