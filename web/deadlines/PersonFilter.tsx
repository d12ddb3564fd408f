import { Select } from '@mantine/core'
import { roleLabels } from '#domain/access.ts'
import { api } from '#web/client.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { useApiQuery } from '#web/use-api.ts'

type Props = { value: string; onChange: (membershipId: string) => void }

/** Whose households: mine, a colleague's, or everybody's. */
export const PersonFilter = ({ value, onChange }: Props) => {
  const { membershipId } = useMember()
  const { allowed } = useAccess('read-colleagues')
  const { data } = useApiQuery(api.identity.listColleagues, {}, { enabled: allowed })
  return (
    <Select
      size="xs"
      miw="13rem"
      aria-label="Ménages suivis par"
      placeholder="suivis par : tout le monde"
      searchable
      clearable
      data={(data?.rows ?? []).map(({ id, name, role }) => ({
        value: id,
        label: id === membershipId ? 'moi' : `${name}, ${roleLabels[role].toLowerCase()}`,
      }))}
      value={value || null}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  )
}
