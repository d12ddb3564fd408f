import { Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Meeting } from '#contract/volunteers.ts'
import {
  type ContactChannel,
  type ContactOutcome,
  contactChannelLabels,
  contactChannels,
  contactOutcomeLabels,
  contactOutcomes,
} from '#domain/households/contact-kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { householdId: string; meeting: Meeting; onClose: () => void }
type Values = {
  happenedOn: PlainDate | null
  channel: ContactChannel | null
  outcome: ContactOutcome | null
  body: string
}

/** One's own write-up, said better; what it said before is kept. */
export const CorrectMeeting = ({ householdId, meeting, onClose }: Props) => {
  const today = useToday()
  const form = useForm<Values>({
    initialValues: {
      happenedOn: meeting.happenedOn,
      channel: meeting.channel,
      outcome: meeting.outcome,
      body: meeting.body,
    },
  })
  const draft = useFormDraft(`meeting/${meeting.entryId}`, form, form.values)
  const command = useApiCommand(api.casework.correctEntry, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['body'])
  const { happenedOn, channel, outcome, body } = form.values
  const isWritten = happenedOn && channel && outcome && body.trim()
  const save = () => {
    if (!happenedOn || !channel || !outcome) return
    const { entryId, version, audience, compartment } = meeting
    void command.run({
      ...{ householdId, entryId, version, audience, compartment, body },
      contact: { happenedOn, channel, outcome },
    })
  }
  return (
    <SideForm
      title="Corriger mon compte rendu"
      opened
      onClose={onClose}
      command={command}
      draft={draft}
      issues={issues}
      because={isWritten ? undefined : 'Dites quand, comment, et ce qui s’est passé.'}
      submitLabel="Enregistrer la correction"
      onSubmit={form.onSubmit(save)}
    >
      <DayInput label="Le" max={today} {...form.getInputProps('happenedOn')} value={happenedOn} />
      <Select
        label="Comment"
        data={choicesOf(contactChannels, contactChannelLabels)}
        {...form.getInputProps('channel')}
      />
      <Select
        label="Ce qui s’est passé"
        data={choicesOf(contactOutcomes, contactOutcomeLabels)}
        {...form.getInputProps('outcome')}
      />
      <Textarea
        label="Compte rendu"
        autosize
        minRows={4}
        maxLength={20_000}
        {...form.getInputProps('body')}
      />
    </SideForm>
  )
}
