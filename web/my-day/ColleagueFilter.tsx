import { Select } from '@mantine/core'
import { roleLabels } from '#domain/access.ts'
import { api } from '#web/client.ts'
import { useMember } from '#web/session/session.ts'
import { useApiQuery } from '#web/use-api.ts'

type Props = { value: string; onChange: (membershipId: string) => void }

export const ColleagueFilter = ({ value, onChange }: Props) => {
  const { membershipId } = useMember()
  const { data } = useApiQuery(api.identity.listColleagues, {})
  return (
    <Select
      aria-label="Journée de"
      searchable
      data={(data?.rows ?? []).map(({ id, name, role }) => ({
        value: id,
        label: id === membershipId ? 'Ma journée' : `${name}, ${roleLabels[role].toLowerCase()}`,
      }))}
      value={value || membershipId}
      onChange={(chosen) => onChange(!chosen || chosen === membershipId ? '' : chosen)}
    />
  )
}
