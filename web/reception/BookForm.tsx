import { useForm } from '@mantine/form'
import type { ReceptionSlotDay } from '#contract/reception.ts'
import { formatDate } from '#domain/plain-date.ts'
import { sayTime } from '#domain/reception/slots.ts'
import { api } from '#web/client.ts'
import { nobodyYet } from '#web/reception/choices.ts'
import { WhoFields, type WithCommune, whoOf } from '#web/reception/WhoFields.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

export type Chosen = { day: ReceptionSlotDay; time: string }

export const BookForm = ({ chosen: { day, time }, onClose }: { chosen: Chosen; onClose: () => void }) => {
  const form = useForm<WithCommune>({ initialValues: { ...nobodyYet, commune: [] } })
  const when = `${formatDate(day.onDate)} à ${sayTime(time)}`
  const command = useApiCommand(api.reception.book, {
    onDone: () => {
      notify(`Rendez-vous donné : ${when}.`)
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['subject', 'emergency', 'form'])
  return (
    <SideForm
      title={`Rendez-vous du ${when}`}
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      submitLabel="Donner ce rendez-vous"
      onSubmit={form.onSubmit(
        (values) => void command.run({ slotId: day.slotId, onDate: day.onDate, time, ...whoOf(values) }),
      )}
    >
      <WhoFields form={form} />
    </SideForm>
  )
}
