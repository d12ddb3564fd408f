import { MultiSelect } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useState } from 'react'
import {
  type NamedTerritory,
  type TerritoryKind,
  tellTerritory,
  territoryKey,
  territoryKindLabels,
} from '#domain/territories/kinds.ts'
import { api } from '#web/client.ts'
import { useApiQuery } from '#web/use-api.ts'

type Props = {
  label?: string
  /** Said, not shown: among filters. */
  isLabelHidden?: boolean
  description?: ReactNode
  /** What may be chosen; by default, any territory. */
  kinds?: TerritoryKind[]
  most?: number
  value: readonly NamedTerritory[]
  onChange: (value: NamedTerritory[]) => void
  error?: ReactNode
  disabled?: boolean
}

/** Territories chosen by a bit of their name, a post code or a code: communes, groupings, départements, regions. */
export const TerritoryField = ({
  label = 'Territoire',
  isLabelHidden = false,
  description,
  kinds,
  most = 200,
  value,
  onChange,
  error,
  disabled = false,
}: Props) => {
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), 150)
  const isAsked = text.length > 1
  const { data } = useApiQuery(api.territories.search, kinds ? { text, kinds } : { text }, {
    enabled: isAsked,
    keepPrevious: true,
  })
  const found = isAsked ? (data?.rows ?? []) : []
  const known = new Map<string, NamedTerritory>(
    [...found, ...value].map(({ kind, code, name }) => [territoryKey({ kind, code }), { kind, code, name }]),
  )
  const chosen = value.map((one) => ({ value: territoryKey(one), label: tellTerritory(one) }))
  const offered = found
    .filter((one) => !chosen.some((other) => other.value === territoryKey(one)))
    .map((one) => ({ value: territoryKey(one), label: tellTerritory(one) }))
  const details = new Map(
    found.map((one) => [
      territoryKey(one),
      [territoryKindLabels[one.kind], one.detail].filter(Boolean).join(' · '),
    ]),
  )
  return (
    <MultiSelect
      {...(isLabelHidden ? { 'aria-label': label, size: 'xs' } : { label })}
      description={description}
      error={error}
      disabled={disabled}
      placeholder={value.length > 0 ? '' : isLabelHidden ? label : 'Commune, code postal, département…'}
      searchable
      clearable
      maxValues={most}
      nothingFoundMessage={
        value.length >= most
          ? 'Retirez d’abord ce qui est choisi.'
          : isAsked
            ? 'Aucun lieu trouvé.'
            : 'Écrivez deux lettres au moins.'
      }
      data={[...chosen, ...offered]}
      // The server finds without accents and by post code: its answer is shown whole.
      filter={() => offered}
      renderOption={({ option }) => (
        <span>
          {option.label} <small>{details.get(option.value)}</small>
        </span>
      )}
      value={chosen.map((one) => one.value)}
      onSearchChange={setTyped}
      onChange={(keys) => onChange(keys.flatMap((key) => known.get(key) ?? []))}
    />
  )
}
