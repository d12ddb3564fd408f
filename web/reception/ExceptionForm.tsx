import { Checkbox, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ReceptionSlot } from '#contract/reception.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { type SlotPattern, sayPattern } from '#domain/reception/slots.ts'
import { api } from '#web/client.ts'
import classes from '#web/reception/reception.module.css'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = {
  onDate: PlainDate | null
  isClosed: boolean
  startTime: string
  endTime: string
  reason: string
}

export const ExceptionForm = ({ slot, onClose }: { slot: ReceptionSlot; onClose: () => void }) => {
  const { slotId, startTime, endTime } = slot
  const form = useForm<Values>({
    initialValues: { onDate: null, isClosed: true, startTime, endTime, reason: '' },
  })
  const command = useApiCommand(api.reception.setException, {
    onDone: ({ displaced }) => {
      if (displaced > 0)
        notify(
          displaced > 1
            ? `${displaced} rendez-vous de ce jour sont à déplacer.`
            : 'Un rendez-vous de ce jour est à déplacer.',
        )
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['onDate', 'reason'])
  const { onDate, isClosed, reason } = form.values
  const why = () => {
    if (!onDate) return 'Choisissez le jour.'
    return reason.trim() ? undefined : 'Dites pourquoi : c’est ce que liront vos collègues.'
  }
  return (
    <SideForm
      title="Un jour à part"
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      submitLabel={isClosed ? 'Fermer ce jour' : 'Changer les heures'}
      because={why()}
      onSubmit={form.onSubmit((values) => {
        if (!values.onDate) return
        const hours = values.isClosed ? null : { startTime: values.startTime, endTime: values.endTime }
        void command.run({ slotId, onDate: values.onDate, hours, reason: values.reason })
      })}
    >
      <p className={classes.soft}>Permanence : {sayPattern(slot as SlotPattern)}.</p>
      <DayInput
        label="Jour"
        data-autofocus
        min={useToday()}
        {...form.getInputProps('onDate')}
        value={onDate}
      />
      <Checkbox
        label="Personne n’est reçu ce jour-là"
        {...form.getInputProps('isClosed', { type: 'checkbox' })}
      />
      {!isClosed && (
        <div className={classes.pair}>
          <TextInput label="De" type="time" {...form.getInputProps('startTime')} />
          <TextInput label="À" type="time" {...form.getInputProps('endTime')} />
        </div>
      )}
      <TextInput label="Pourquoi" maxLength={200} {...form.getInputProps('reason')} />
    </SideForm>
  )
}
