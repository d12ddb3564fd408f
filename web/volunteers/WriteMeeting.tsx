import { Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Audience } from '#domain/casework/kinds.ts'
import {
  type ContactChannel,
  type ContactOutcome,
  contactChannelLabels,
  contactOutcomeLabels,
  contactOutcomes,
} from '#domain/households/contact-kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { AudienceSelect } from '#web/casework/ReadersFields.tsx'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { PageForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'
import classes from '#web/volunteers/volunteers.module.css'

type Values = {
  body: string
  channel: ContactChannel
  outcome: ContactOutcome
  audience: Audience
  happenedOn: PlainDate | null
}

const channels = ['visit', 'appointment', 'phone', 'text-message', 'video'] as const

/** One box and three choices. What is typed survives a reload and a lost connection. */
export const WriteMeeting = ({ householdId, onDone }: { householdId: string; onDone: () => void }) => {
  const today = useToday()
  const form = useForm<Values>({
    initialValues: { body: '', channel: 'visit', outcome: 'met', audience: 'referents', happenedOn: today },
  })
  const draft = useFormDraft(`meeting/${householdId}`, form, form.values)
  const command = useApiCommand(api.volunteers.writeMeeting, {
    onDone: () => {
      draft.clear()
      form.reset()
      void notify('Compte rendu enregistré.')
      onDone()
    },
  })
  const issues = useIssues(form, command.issues, ['body', 'happenedOn'])
  const { body, happenedOn, audience } = form.values
  return (
    <PageForm
      onSubmit={form.onSubmit((values) => {
        if (values.happenedOn) void command.run({ ...values, householdId, happenedOn: values.happenedOn })
      })}
      command={command}
      submitLabel="Enregistrer"
      because={
        body.trim() === ''
          ? 'Écrivez d’abord quelques mots.'
          : happenedOn
            ? undefined
            : 'Dites quel jour c’était.'
      }
      issues={issues}
      draft={draft}
    >
      <Textarea
        label="Compte rendu"
        description="Des faits utiles au ménage : rien sur la santé, l’origine ou la religion."
        autosize
        minRows={4}
        maxLength={20_000}
        {...form.getInputProps('body')}
      />
      <div className={classes.choices}>
        <Select
          label="Canal"
          data={choicesOf(channels, contactChannelLabels)}
          allowDeselect={false}
          {...form.getInputProps('channel')}
        />
        <Select
          label="Résultat"
          data={choicesOf(contactOutcomes, contactOutcomeLabels)}
          allowDeselect={false}
          {...form.getInputProps('outcome')}
        />
        <AudienceSelect
          audience={audience}
          compartment="social"
          onChange={(chosen) => form.setFieldValue('audience', chosen)}
        />
        <DayInput label="Jour" max={today} {...form.getInputProps('happenedOn')} value={happenedOn} />
      </div>
    </PageForm>
  )
}
