import { Select } from '@mantine/core'
import { useState } from 'react'
import { type PayeeKind, payeeKindLabels } from '#domain/disbursements/kinds.ts'
import { api } from '#web/client.ts'
import { useApiQuery } from '#web/use-api.ts'

type Props = {
  label: string
  value: string | null
  onChange: (payeeId: string | null) => void
  kinds?: readonly PayeeKind[]
}

const accountTexts = { none: 'sans compte', 'to-check': 'compte à vérifier', checked: '' } as const

/** Searched as one types among those who are paid. */
export const PayeeSelect = ({ label, value, onChange, kinds }: Props) => {
  const [text, setText] = useState('')
  const asked = text.split(' · ')[0]?.trim() ?? ''
  const { data } = useApiQuery(
    api.payees.list,
    { limit: 50, ...(asked && { text: asked }) },
    { keepPrevious: true },
  )
  const rows = (data?.rows ?? []).filter(({ kind }) => kinds?.includes(kind) ?? true)
  return (
    <Select
      label={label}
      searchable
      filter={({ options }) => options}
      onSearchChange={setText}
      nothingFoundMessage="Aucun bénéficiaire : ajoutez-le dans « Paiements », « Bénéficiaires »."
      data={rows.map(({ id, name, kind, town, account }) => ({
        value: id,
        label: [name, town ?? payeeKindLabels[kind], accountTexts[account]].filter(Boolean).join(' · '),
      }))}
      value={value}
      onChange={onChange}
    />
  )
}
