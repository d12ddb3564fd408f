import { Radio, Select } from '@mantine/core'
import { useState } from 'react'
import type { WorklistFilters, WorklistRow } from '#contract/arrears.ts'
import { largestAssignment } from '#domain/arrears/worklist.ts'
import { formatInteger } from '#domain/money.ts'
import { api } from '#web/client.ts'
import { notify } from '#web/ui/notify.ts'
import type { Total } from '#web/ui/paged.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = {
  opened: boolean
  onClose: () => void
  onDone: () => void
  chosen: readonly WorklistRow[]
  filters: WorklistFilters
  total: Total | undefined
  colleagues: readonly { id: string; name: string }[]
}

/** Says how many households change hands before they do. */
export const AssignForm = ({ opened, onClose, onDone, chosen, filters, total, colleagues }: Props) => {
  const [membershipId, setMembershipId] = useState<string | null>(null)
  const [scope, setScope] = useState<'chosen' | 'filter'>('chosen')
  const householdIds = [...new Set(chosen.map((row) => row.householdId))]
  const isAll = scope === 'filter' || householdIds.length === 0
  const found = total?.count ?? 0
  const assign = useApiCommand(api.arrears.assignReferent, {
    onDone: ({ assigned, unchanged }) => {
      const already = unchanged > 0 ? ` ; ${formatInteger(unchanged)} l’étaient déjà` : ''
      void notify(`Ménages confiés : ${formatInteger(assigned)}${already}.`)
      onDone()
    },
  })
  const isTooWide = isAll && (!total?.exact || found > largestAssignment)
  const because =
    membershipId === null
      ? 'Choisissez d’abord à qui les confier.'
      : isTooWide
        ? `Le filtre trouve plus de ${formatInteger(largestAssignment)} baux : resserrez-le.`
        : undefined
  const count = isAll ? found : householdIds.length
  return (
    <SideForm
      title="Confier à un référent"
      opened={opened}
      onClose={onClose}
      command={assign}
      because={because}
      submitLabel={isAll ? `Confier les ${formatInteger(count)} baux` : `Confier (${formatInteger(count)})`}
      onSubmit={(event) => {
        event.preventDefault()
        if (membershipId === null) return
        const selection = isAll ? { filters, expectedCount: found } : { householdIds }
        void assign.run({ membershipId, selection })
      }}
    >
      <Select
        label="Référent"
        searchable
        data-autofocus
        data={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
        value={membershipId}
        onChange={setMembershipId}
      />
      <Radio.Group
        label="Quels ménages"
        value={isAll ? 'filter' : 'chosen'}
        onChange={(value) => setScope(value === 'filter' ? 'filter' : 'chosen')}
      >
        <Radio
          mt="xs"
          value="chosen"
          disabled={householdIds.length === 0}
          label={`Ceux choisis dans la liste (${formatInteger(householdIds.length)})`}
        />
        <Radio
          mt="xs"
          value="filter"
          label={`Tous ceux que le filtre trouve (${formatInteger(found)} baux)`}
        />
      </Radio.Group>
      <p>Leur référent actuel, s’il y en a un, cesse de l’être à partir d’aujourd’hui.</p>
    </SideForm>
  )
}
