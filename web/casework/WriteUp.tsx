import { Select, Textarea, TextInput } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import {
  contactChannelLabels,
  contactChannels,
  contactOutcomeLabels,
  contactOutcomes,
  contactPlaceLabels,
  contactPlaces,
} from '#domain/households/contact-kinds.ts'
import { addDays } from '#domain/plain-date.ts'
import classes from '#web/casework/casework.module.css'
import { choicesOf } from '#web/casework/choices.ts'
import { AudienceSelect, CompartmentBox, useOwnCompartment } from '#web/casework/ReadersFields.tsx'
import {
  emptyWriteUp,
  namesIn,
  noteChoice,
  type WriteUpValues,
  whatIsMissing,
} from '#web/casework/write-up.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { PageForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = {
  householdId: string
  /** The task that this write-up answers. */
  closesTaskId?: string
  onDone?: () => void
  onCancel?: () => void
}

/** One box and three choices. What is typed survives a reload and a lost connection. */
export const WriteUp = ({ householdId, closesTaskId, onDone, onCancel }: Props) => {
  const today = useToday()
  const form = useForm<WriteUpValues>({ initialValues: emptyWriteUp(today, useOwnCompartment()) })
  const draft = useFormDraft(`write-up/${householdId}`, form, form.values)
  const done = () => {
    draft.clear()
    form.reset()
    void notify('Enregistré dans le fil du ménage.')
    onDone?.()
  }
  const contact = useApiCommand(api.casework.writeContact, { onDone: done })
  const note = useApiCommand(api.casework.writeNote, { onDone: done })
  const isNote = form.values.channel === noteChoice
  const command = isNote ? note : contact
  const issues = useIssues(form, command.issues, ['body', 'happenedOn', 'place'])
  const save = (values: WriteUpValues) => {
    const { body, audience, compartment, channel, outcome, happenedOn, place, present } = values
    const next = values.nextOn && { title: values.nextTitle.trim(), dueOn: values.nextOn }
    const shared = {
      ...{ householdId, body, audience, compartment },
      ...(next && { next }),
      ...(closesTaskId && { closesTaskId }),
    }
    if (channel === noteChoice) void note.run(shared)
    else if (happenedOn)
      void contact.run({ ...shared, channel, outcome, happenedOn, place, present: namesIn(present) })
  }
  return (
    <PageForm
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel={closesTaskId ? 'Enregistrer et clore la tâche' : 'Enregistrer'}
      because={whatIsMissing(form.values)}
      issues={issues}
      draft={draft}
      {...(onCancel && { onCancel })}
    >
      <Textarea
        label={isNote ? 'Note' : 'Compte rendu'}
        description="Des faits, pas de diagnostic de santé ni d’origine. Ctrl + Entrée enregistre."
        autosize
        minRows={4}
        maxLength={20_000}
        {...form.getInputProps('body')}
      />
      <Choices form={form} isNote={isNote} />
      <Details form={form} isNote={isNote} />
    </PageForm>
  )
}

type PartProps = { form: UseFormReturnType<WriteUpValues>; isNote: boolean }

const channelChoices = [
  ...choicesOf(contactChannels, contactChannelLabels),
  { value: noteChoice, label: 'Note, sans contact' } as const,
]

const Choices = ({ form, isNote }: PartProps) => (
  <div className={classes.choices}>
    <Select label="Canal" data={channelChoices} {...form.getInputProps('channel')} />
    {!isNote && (
      <Select
        label="Résultat"
        data={choicesOf(contactOutcomes, contactOutcomeLabels)}
        {...form.getInputProps('outcome')}
      />
    )}
    <AudienceSelect
      audience={form.values.audience}
      compartment={form.values.compartment}
      onChange={(audience) => form.setFieldValue('audience', audience)}
    />
  </div>
)

const Details = ({ form, isNote }: PartProps) => {
  const today = useToday()
  return (
    <details className={classes.more}>
      <summary>{isNote ? 'Partage et suite à donner' : 'Date, lieu, présents, suite à donner'}</summary>
      <div className={classes.fields}>
        <CompartmentBox
          compartment={form.values.compartment}
          onChange={(compartment) => form.setFieldValue('compartment', compartment)}
        />
        {!isNote && (
          <div className={classes.choices}>
            <DayInput label="Jour" max={today} {...form.getInputProps('happenedOn')} />
            <Select
              label="Lieu"
              clearable
              placeholder="non précisé"
              data={choicesOf(contactPlaces, contactPlaceLabels)}
              {...form.getInputProps('place')}
            />
            <TextInput
              label="Présents"
              placeholder="M. Durand, sa fille"
              {...form.getInputProps('present')}
            />
          </div>
        )}
        <div className={classes.choices}>
          <TextInput
            label="À faire ensuite"
            placeholder="Rappeler la CAF"
            maxLength={200}
            {...form.getInputProps('nextTitle')}
          />
          <DayInput label="Pour le" min={today} max={addDays(today, 730)} {...form.getInputProps('nextOn')} />
        </div>
      </div>
    </details>
  )
}
