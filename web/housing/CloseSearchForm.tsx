import { Radio } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Search } from '#contract/housing.ts'
import { api } from '#web/client.ts'
import { closeReasonLabels } from '#web/housing/search-words.ts'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Reason = NonNullable<Search['closeReason']>
type Props = { householdId: string; search: Search; onClose: () => void }

export const CloseSearchForm = ({ householdId, search, onClose }: Props) => {
  const form = useForm<{ reason: Reason | null }>({ initialValues: { reason: null } })
  const command = useApiCommand(api.housing.closeSearch, {
    onDone: () => {
      void notify('Recherche close.')
      onClose()
    },
  })
  const { reason } = form.values
  const of = { householdId, searchId: search.id, version: search.version }
  return (
    <SideForm
      title="Clore la recherche"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(() => void (reason && command.run({ ...of, reason })))}
      command={command}
      issues={command.issues}
      submitLabel="Clore la recherche"
      because={reason ? undefined : 'Dites pourquoi.'}
    >
      <Radio.Group label="Pourquoi la clore ?" {...form.getInputProps('reason')}>
        {Object.entries(closeReasonLabels).map(([value, label]) => (
          <Radio key={value} value={value} label={label} mt="xs" />
        ))}
      </Radio.Group>
    </SideForm>
  )
}
