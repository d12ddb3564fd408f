import { Select, Textarea, TextInput } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import type { Compartment } from '#domain/casework/compartments.ts'
import type { Audience } from '#domain/casework/kinds.ts'
import {
  type ContactChannel,
  type ContactOutcome,
  type ContactPlace,
  contactChannelLabels,
  contactChannels,
  contactOutcomeLabels,
  contactOutcomes,
  contactPlaceLabels,
  contactPlaces,
} from '#domain/households/contact-kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import type { EntryLine } from '#web/casework/EntryActs.tsx'
import { AudienceSelect, CompartmentBox } from '#web/casework/ReadersFields.tsx'
import { namesIn } from '#web/casework/write-up.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Values = {
  body: string
  audience: Audience
  compartment: Compartment
  happenedOn: PlainDate | null
  channel: ContactChannel | null
  outcome: ContactOutcome | null
  place: ContactPlace | null
  present: string
}

const valuesOf = ({ text, on }: EntryLine): Values => ({
  body: text?.body ?? '',
  audience: text?.audience ?? 'team',
  compartment: text?.compartment ?? 'social',
  happenedOn: on as PlainDate,
  channel: text?.channel ?? null,
  outcome: text?.outcome ?? null,
  place: text?.place ?? null,
  present: (text?.present ?? []).join(', '),
})

type Props = { line: EntryLine; householdId: string; onClose: () => void }
type Current = { version: number; body: string }

export const CorrectEntry = ({ line, householdId, onClose }: Props) => {
  const form = useForm<Values>({ initialValues: valuesOf(line) })
  const draft = useFormDraft(`entry/${line.id}`, form, form.values)
  const command = useApiCommand(api.casework.correctEntry, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const stale = useStaleEdit<Current>(line.version, command)
  const save = (values: Values, over = stale.version) => {
    const { body, audience, compartment, happenedOn, channel, outcome, place, present } = values
    const contact =
      happenedOn && channel && outcome
        ? { happenedOn, channel, outcome, place, present: namesIn(present) }
        : undefined
    const sent = { householdId, entryId: line.id, version: over, body, audience, compartment }
    void command.run({ ...sent, ...(contact && { contact }) })
  }
  return (
    <SideForm
      title={line.kind === 'note' ? 'Corriger la note' : 'Corriger le compte rendu'}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit((values) => save(values))}
      command={command}
      submitLabel="Enregistrer la correction"
      because={form.values.body.trim() === '' ? 'Écrivez d’abord quelques mots.' : undefined}
      issues={command.issues}
      draft={draft}
      banner={stale.banner({
        fields: (theirs) => [{ label: 'Texte', mine: form.values.body, theirs: theirs.body }],
        onKeepMine: (over) => save(form.values, over),
        onTakeTheirs: ({ body }) => form.setFieldValue('body', body),
      })}
    >
      <Textarea label="Texte" autosize minRows={6} maxLength={20_000} {...form.getInputProps('body')} />
      {line.kind === 'contact' && <ContactFields form={form} />}
      <AudienceSelect
        audience={form.values.audience}
        compartment={form.values.compartment}
        onChange={(audience) => form.setFieldValue('audience', audience)}
      />
      <CompartmentBox
        compartment={form.values.compartment}
        onChange={(compartment) => form.setFieldValue('compartment', compartment)}
      />
    </SideForm>
  )
}

const ContactFields = ({ form }: { form: UseFormReturnType<Values> }) => {
  const today = useToday()
  return (
    <>
      <Select
        label="Canal"
        data={choicesOf(contactChannels, contactChannelLabels)}
        {...form.getInputProps('channel')}
      />
      <Select
        label="Résultat"
        data={choicesOf(contactOutcomes, contactOutcomeLabels)}
        {...form.getInputProps('outcome')}
      />
      <DayInput label="Jour" max={today} {...form.getInputProps('happenedOn')} />
      <Select
        label="Lieu"
        clearable
        placeholder="non précisé"
        data={choicesOf(contactPlaces, contactPlaceLabels)}
        {...form.getInputProps('place')}
      />
      <TextInput label="Présents" {...form.getInputProps('present')} />
    </>
  )
}
