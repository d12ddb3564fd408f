import { Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { TenancyStay } from '#contract/housing.ts'
import { type MoveKind, moveKindLabels, moveKinds } from '#domain/housing/kinds.ts'
import { api } from '#web/client.ts'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = { householdId: string; tenancy: TenancyStay; onClose: () => void }

/** What a lease of the stock that has ended was left for. */
export const TenancyMoveForm = ({ householdId, tenancy, onClose }: Props) => {
  const form = useForm<{ move: MoveKind | null }>({ initialValues: { move: tenancy.move } })
  const command = useApiCommand(api.housing.noteMove, {
    onDone: () => {
      void notify('Parcours mis à jour.')
      onClose()
    },
  })
  const { move } = form.values
  const version = tenancy.moveVersion ?? undefined
  return (
    <SideForm
      title={`Après la location ${tenancy.number}`}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(
        () =>
          void (
            move && command.run({ householdId, tenancyId: tenancy.id, move, ...(version && { version }) })
          ),
      )}
      command={command}
      issues={command.issues}
      submitLabel="Enregistrer"
      because={move ? undefined : 'Dites ce qui a suivi.'}
    >
      <Select
        label="Ce qui a suivi"
        placeholder="Choisir"
        data={moveKinds.map((value) => ({ value, label: moveKindLabels[value] }))}
        {...form.getInputProps('move')}
      />
    </SideForm>
  )
}
