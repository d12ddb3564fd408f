import { Select } from '@mantine/core'
import { documentKindLabels } from '#domain/casework/kinds.ts'
import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { useApiQuery } from '#web/use-api.ts'

type Props = {
  householdId: string
  label: string
  value?: string | null
  onChange: (id: string | null) => void
  /** What the choice names: the file, which outlives its document, or the document itself. */
  names?: 'file' | 'document'
  size?: 'xs'
  /** Said instead of shown, in a line of a table. */
  isLabelHidden?: boolean
}

const limit = 100

/** One of the household's documents as proof: the last ones added that the reader may read. */
export const ProofSelect = ({
  householdId,
  label,
  value = null,
  onChange,
  names = 'file',
  size,
  isLabelHidden,
}: Props) => {
  const reading = useAccess('read-log')
  const { data } = useApiQuery(api.documents.list, { householdId, limit }, { enabled: reading.allowed })
  if (!reading.allowed) return null
  const choices = (data?.rows ?? []).map(({ id, fileId, title, kind }) => ({
    value: names === 'file' ? fileId : id,
    label: `${title} (${documentKindLabels[kind].toLowerCase()})`,
  }))
  const isUnread = value !== null && !choices.some((choice) => choice.value === value)
  return (
    <Select
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      {...(size ? { size } : {})}
      placeholder={choices.length === 0 ? 'Aucun document au dossier' : 'Aucun document joint'}
      nothingFoundMessage="Aucun document de ce nom"
      searchable
      clearable
      data={isUnread ? [{ value, label: 'Document joint' }, ...choices] : choices}
      value={value}
      onChange={onChange}
    />
  )
}
