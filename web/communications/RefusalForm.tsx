import { Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import {
  type Channel,
  channelLabels,
  channels,
  type RefusalOrigin,
  refusalOriginLabels,
  refusalOrigins,
} from '#domain/communications/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { householdId: string; messageId?: string; channel?: Channel; onClose: () => void }

/** « Ne pas contacter », by one channel, until a day or for good. */
export const RefusalForm = ({ householdId, messageId, channel, onClose }: Props) => {
  const today = useToday()
  const form = useForm({
    initialValues: {
      channel: channel ?? ('sms' as Channel),
      origin: (messageId ? 'replied' : 'asked') as RefusalOrigin,
      reason: '',
      untilOn: null as PlainDate | null,
    },
  })
  const draft = useFormDraft(`contact-refusal/${householdId}`, form, form.values)
  const refuse = useApiCommand(api.communications.refuseChannel, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, refuse.issues, ['channel', 'origin', 'reason', 'untilOn'])
  return (
    <SideForm
      title="Ne plus contacter ainsi"
      opened
      onClose={onClose}
      command={refuse}
      submitLabel="Noter le refus"
      issues={issues}
      draft={draft}
      onSubmit={form.onSubmit(({ reason, ...values }) =>
        refuse.run({ householdId, messageId: messageId ?? null, ...values, reason: reason.trim() || null }),
      )}
    >
      <Select
        label="Canal"
        allowDeselect={false}
        data={choicesOf(channels, channelLabels)}
        {...form.getInputProps('channel')}
      />
      <Select
        label="Pourquoi"
        allowDeselect={false}
        data={choicesOf(refusalOrigins, refusalOriginLabels)}
        {...form.getInputProps('origin')}
      />
      <Textarea label="Précision (facultatif)" maxLength={500} autosize {...form.getInputProps('reason')} />
      <DayInput label="Jusqu’au (vide : sans fin)" min={today} {...form.getInputProps('untilOn')} />
    </SideForm>
  )
}
