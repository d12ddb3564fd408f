import { useForm } from '@mantine/form'
import type { Member } from '#contract/households.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = { householdId: string; member: Member; onClose: () => void }

export const EndMembershipForm = ({ householdId, member, onClose }: Props) => {
  const today = useToday()
  const { personId, joinedOn } = member
  const form = useForm({ initialValues: { leftOn: today as PlainDate | null } })
  const end = useApiCommand(api.households.endMembership, {
    onDone: () => {
      void notify('Départ noté.')
      onClose()
    },
  })
  return (
    <SideForm
      title={`Départ de ${[member.firstName, member.lastName].filter(Boolean).join(' ')}`}
      opened
      onClose={onClose}
      command={end}
      issues={end.issues}
      submitLabel="Noter le départ"
      because={form.values.leftOn === null ? 'Écrivez la date du départ.' : undefined}
      onSubmit={form.onSubmit(({ leftOn }) =>
        leftOn === null ? undefined : void end.run({ householdId, personId, joinedOn, leftOn }),
      )}
    >
      <p style={{ margin: 0 }}>Sa fiche et son histoire restent dans le dossier.</p>
      <DayInput label="A quitté le ménage le" min={joinedOn} max={today} {...form.getInputProps('leftOn')} />
    </SideForm>
  )
}
