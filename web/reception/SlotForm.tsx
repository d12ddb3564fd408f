import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ReceptionPlace, ReceptionSlot } from '#contract/reception.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import classes from '#web/reception/reception.module.css'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = {
  placeId: string
  label: string
  weekday: string
  startTime: string
  endTime: string
  everyWeeks: number | string
  fromOn: PlainDate | null
  untilOn: PlainDate | null
  givesTimes: boolean
  minutesEach: number | string
  desks: number | string
}

const weekdays = ['Lundi', 'Mardi', 'Mercredi', 'Jeudi', 'Vendredi', 'Samedi', 'Dimanche'].map(
  (label, index) => ({
    value: String(index + 1),
    label,
  }),
)

const valuesOf = (slot: ReceptionSlot | undefined, placeId: string, today: PlainDate): Values => ({
  placeId: slot?.placeId ?? placeId,
  label: slot?.label ?? '',
  weekday: String(slot?.weekday ?? 2),
  startTime: slot?.startTime ?? '09:00',
  endTime: slot?.endTime ?? '12:00',
  everyWeeks: slot?.everyWeeks ?? 1,
  fromOn: (slot?.fromOn ?? today) as PlainDate,
  untilOn: (slot?.untilOn ?? null) as PlainDate | null,
  givesTimes: slot ? slot.minutesEach !== null : false,
  minutesEach: slot?.minutesEach ?? 30,
  desks: slot?.desks ?? 1,
})

const factsOf = (values: Values, fromOn: PlainDate) => ({
  label: values.label.trim() || null,
  weekday: Number(values.weekday),
  startTime: values.startTime,
  endTime: values.endTime,
  everyWeeks: Number(values.everyWeeks),
  fromOn,
  untilOn: values.untilOn,
  minutesEach: values.givesTimes ? Number(values.minutesEach) : null,
  desks: Number(values.desks),
})

const fields = ['label', 'startTime', 'endTime', 'everyWeeks', 'fromOn', 'untilOn', 'minutesEach', 'desks']
type Props = { slot: ReceptionSlot | undefined; places: readonly ReceptionPlace[]; onClose: () => void }

export const SlotForm = ({ slot, places, onClose }: Props) => {
  const form = useForm<Values>({ initialValues: valuesOf(slot, places[0]?.placeId ?? '', useToday()) })
  const draft = useFormDraft(`reception-slot/${slot?.slotId ?? 'new'}`, form, form.values)
  const done = () => {
    draft.clear()
    onClose()
  }
  const add = useApiCommand(api.reception.addSlot, { onDone: done })
  const change = useApiCommand(api.reception.changeSlot, { onDone: done })
  const command = slot ? change : add
  const issues = useIssues(form, command.issues, fields)
  const { fromOn, givesTimes, placeId, untilOn } = form.values
  const save = (values: Values) => {
    if (!values.fromOn) return
    const facts = factsOf(values, values.fromOn)
    if (slot) void change.run({ slotId: slot.slotId, version: slot.version, ...facts })
    else void add.run({ placeId, ...facts })
  }
  return (
    <SideForm
      title={slot ? 'Modifier la permanence' : 'Ouvrir une permanence'}
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      draft={draft}
      submitLabel="Enregistrer"
      because={fromOn ? undefined : 'Dites à partir de quel jour.'}
      onSubmit={form.onSubmit(save)}
    >
      {!slot && (
        <Select
          label="Lieu"
          data={places.map((place) => ({ value: place.placeId, label: place.name }))}
          allowDeselect={false}
          {...form.getInputProps('placeId')}
        />
      )}
      <TextInput
        label="Nom de la permanence"
        description="Facultatif."
        maxLength={120}
        {...form.getInputProps('label')}
      />
      <Select label="Jour" data={weekdays} allowDeselect={false} {...form.getInputProps('weekday')} />
      <div className={classes.pair}>
        <TextInput label="De" type="time" {...form.getInputProps('startTime')} />
        <TextInput label="À" type="time" {...form.getInputProps('endTime')} />
      </div>
      <NumberInput label="Toutes les … semaines" min={1} max={8} {...form.getInputProps('everyWeeks')} />
      <div className={classes.pair}>
        <DayInput label="À partir du" {...form.getInputProps('fromOn')} value={fromOn} />
        <DayInput label="Jusqu’au" {...form.getInputProps('untilOn')} value={untilOn} />
      </div>
      <Checkbox label="Sur rendez-vous" {...form.getInputProps('givesTimes', { type: 'checkbox' })} />
      {givesTimes && (
        <NumberInput
          label="Minutes par rendez-vous"
          min={5}
          max={240}
          {...form.getInputProps('minutesEach')}
        />
      )}
      <NumberInput
        label="Personnes qui reçoivent en même temps"
        min={1}
        max={50}
        {...form.getInputProps('desks')}
      />
    </SideForm>
  )
}
