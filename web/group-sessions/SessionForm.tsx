import { Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { GroupSession } from '#contract/group-sessions.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { type SessionKind, sessionKindLabels, sessionKinds } from '#domain/reception/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { useColleagues } from '#web/measures/use-colleagues.ts'
import { usePlaces } from '#web/reception/PlaceChoice.tsx'
import classes from '#web/reception/reception.module.css'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = {
  placeId: string | null
  kind: SessionKind
  title: string
  words: string
  onDate: PlainDate | null
  startTime: string
  endTime: string
  capacity: number | string
  hostId: string | null
  isPublished: boolean
  takesPublic: boolean
}

const valuesOf = (session: GroupSession | undefined): Values => ({
  placeId: session?.place.id ?? null,
  kind: session?.kind ?? 'dalo-workshop',
  title: session?.title ?? '',
  words: session?.words ?? '',
  onDate: (session?.onDate ?? null) as PlainDate | null,
  startTime: session?.startTime ?? '14:00',
  endTime: session?.endTime ?? '16:00',
  capacity: session?.capacity ?? 12,
  hostId: session?.host?.id ?? null,
  isPublished: session?.isPublished ?? false,
  takesPublic: session?.takesPublic ?? false,
})

const factsOf = (values: Values, placeId: string, onDate: PlainDate) => ({
  ...values,
  placeId,
  onDate,
  words: values.words.trim() || null,
  capacity: Number(values.capacity),
  takesPublic: values.isPublished && values.takesPublic,
})

const fields = ['title', 'words', 'onDate', 'startTime', 'endTime', 'capacity']

type Props = {
  session: GroupSession | undefined
  onClose: () => void
  onAdded?: (sessionId: string) => void
}

export const SessionForm = ({ session, onClose, onAdded }: Props) => {
  const { places, place } = usePlaces('')
  const { workers } = useColleagues()
  const form = useForm<Values>({ initialValues: valuesOf(session) })
  const draft = useFormDraft(`group-session/${session?.sessionId ?? 'new'}`, form, form.values)
  const close = () => {
    draft.clear()
    onClose()
  }
  const add = useApiCommand(api.groupSessions.add, {
    onDone: ({ sessionId }) => {
      close()
      onAdded?.(sessionId)
    },
  })
  const change = useApiCommand(api.groupSessions.change, {
    onDone: ({ told }) => {
      if (told > 0) notify(told > 1 ? `${told} personnes sont prévenues.` : 'Une personne est prévenue.')
      close()
    },
  })
  const command = session ? change : add
  const issues = useIssues(form, command.issues, fields)
  const { values } = form
  const placeId = values.placeId ?? place?.placeId
  const save = (filled: Values) => {
    if (!placeId || !filled.onDate) return
    const facts = factsOf(filled, placeId, filled.onDate)
    if (session) void change.run({ sessionId: session.sessionId, version: session.version, ...facts })
    else void add.run(facts)
  }
  return (
    <SideForm
      title={session ? 'Modifier la séance' : 'Prévoir une séance'}
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      draft={draft}
      submitLabel="Enregistrer"
      because={whyNot(values, placeId)}
      onSubmit={form.onSubmit(save)}
    >
      <Select
        label="Sujet"
        data={choicesOf(sessionKinds, sessionKindLabels)}
        allowDeselect={false}
        {...form.getInputProps('kind')}
      />
      <TextInput label="Titre" data-autofocus maxLength={160} {...form.getInputProps('title')} />
      <Textarea
        label="Ce que l’on y fait"
        description="En mots simples : c’est ce que liront les personnes invitées."
        autosize
        minRows={3}
        maxLength={3000}
        {...form.getInputProps('words')}
      />
      <Select
        label="Lieu"
        data={places.map((one) => ({ value: one.placeId, label: one.name }))}
        allowDeselect={false}
        {...form.getInputProps('placeId')}
        value={placeId ?? null}
      />
      <DayInput label="Jour" {...form.getInputProps('onDate')} value={values.onDate} />
      <div className={classes.pair}>
        <TextInput label="De" type="time" {...form.getInputProps('startTime')} />
        <TextInput label="À" type="time" {...form.getInputProps('endTime')} />
      </div>
      <NumberInput label="Places" min={1} max={500} {...form.getInputProps('capacity')} />
      <Select label="Animée par" data={workers} searchable clearable {...form.getInputProps('hostId')} />
      <Checkbox
        label="Publier sur la page publique, le flux et l’agenda"
        {...form.getInputProps('isPublished', { type: 'checkbox' })}
      />
      {values.isPublished && (
        <Checkbox
          label="Chacun peut s’inscrire depuis la page publique"
          {...form.getInputProps('takesPublic', { type: 'checkbox' })}
        />
      )}
    </SideForm>
  )
}

const whyNot = ({ title, onDate }: Values, placeId: string | undefined) => {
  if (!placeId) return 'Ajoutez d’abord un lieu, dans « Permanences ».'
  if (!title.trim()) return 'Donnez un titre à la séance.'
  return onDate ? undefined : 'Choisissez le jour.'
}
