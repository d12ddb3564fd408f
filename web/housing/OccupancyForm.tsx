import { NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Occupancy } from '#contract/housing.ts'
import {
  type MoveKind,
  moveKindLabels,
  moveKinds,
  type OccupancyKind,
  occupancyKindLabels,
  occupancyKinds,
} from '#domain/housing/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { MeasureSelect } from '#web/measures/MeasureSelect.tsx'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { householdId: string; occupancy: Occupancy | undefined; onClose: () => void }
type Values = {
  kind: OccupancyKind | null
  place: string
  landlordName: string
  mainTenantName: string
  caravanPlaces: number | string
  startedOn: PlainDate | null
  endedOn: PlainDate | null
  endMove: MoveKind | null
  measureId: string | null
}

const valuesOf = (known: Occupancy | undefined): Values => ({
  kind: known?.kind ?? null,
  place: known?.place ?? '',
  landlordName: known?.landlordName ?? '',
  mainTenantName: known?.mainTenantName ?? '',
  caravanPlaces: known?.caravanPlaces ?? '',
  startedOn: known?.startedOn ?? null,
  endedOn: known?.endedOn ?? null,
  endMove: known?.endMove ?? null,
  measureId: known?.measureId ?? null,
})

const missing = ({ kind, place, startedOn, endedOn, endMove }: Values): string | undefined => {
  if (!kind) return 'Choisissez de quel logement il s’agit.'
  if (!place.trim()) return 'Indiquez où.'
  if (!startedOn) return 'Indiquez depuis quand.'
  if (endedOn && !endMove) return 'Dites ce qui a suivi.'
  return endMove && !endedOn ? 'Indiquez la date de fin.' : undefined
}

const factsOf = (values: Values & { kind: OccupancyKind; startedOn: PlainDate }) => ({
  kind: values.kind,
  place: values.place.trim(),
  landlordName: values.landlordName.trim() || null,
  mainTenantName: values.mainTenantName.trim() || null,
  caravanPlaces: values.caravanPlaces === '' ? null : Number(values.caravanPlaces),
  startedOn: values.startedOn,
  measureId: values.measureId,
  end: values.endedOn && values.endMove ? { on: values.endedOn, move: values.endMove } : null,
})

export const OccupancyForm = ({ householdId, occupancy, onClose }: Props) => {
  const today = useToday()
  const form = useForm<Values>({ initialValues: valuesOf(occupancy) })
  const draft = useFormDraft(`occupancy/${occupancy?.id ?? householdId}`, form, form.values)
  const onDone = () => {
    draft.clear()
    void notify('Parcours mis à jour.')
    onClose()
  }
  const add = useApiCommand(api.housing.addOccupancy, { onDone })
  const change = useApiCommand(api.housing.changeOccupancy, { onDone })
  const command = occupancy ? change : add
  const issues = useIssues(form, command.issues, [
    'kind',
    'place',
    'startedOn',
    'landlordName',
    'mainTenantName',
  ])
  const { values } = form
  const save = () => {
    const { kind, startedOn } = values
    if (!kind || !startedOn) return
    const facts = factsOf({ ...values, kind, startedOn })
    if (!occupancy) return void add.run({ householdId, ...facts })
    void change.run({ householdId, occupancyId: occupancy.id, version: occupancy.version, ...facts })
  }
  const onLand = values.kind === 'land' || values.kind === 'hosting-site'
  return (
    <SideForm
      title={occupancy ? 'Corriger un logement du parcours' : 'Noter un logement'}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel="Enregistrer"
      because={missing(values)}
      issues={issues}
      draft={draft}
    >
      <Select
        label="Dans quel droit"
        placeholder="Choisir"
        data={occupancyKinds.map((value) => ({ value, label: occupancyKindLabels[value] }))}
        {...form.getInputProps('kind')}
      />
      <TextInput
        label="Où"
        description="Adresse, résidence ou commune."
        maxLength={200}
        {...form.getInputProps('place')}
      />
      <TextInput label="Propriétaire ou bailleur" maxLength={200} {...form.getInputProps('landlordName')} />
      <TextInput
        label="Locataire principal"
        description="L’association ou l’organisme, quand il sous-loue au ménage."
        maxLength={200}
        {...form.getInputProps('mainTenantName')}
      />
      {onLand && (
        <NumberInput label="Places de caravane" min={0} max={20} {...form.getInputProps('caravanPlaces')} />
      )}
      <DayInput label="Depuis le" max={today} {...form.getInputProps('startedOn')} value={values.startedOn} />
      <DayInput
        label="Jusqu’au"
        description="Vide tant que le ménage y vit."
        min={values.startedOn ?? undefined}
        max={today}
        {...form.getInputProps('endedOn')}
        value={values.endedOn}
      />
      {values.endedOn && (
        <Select
          label="Ce qui a suivi"
          placeholder="Choisir"
          data={moveKinds.map((value) => ({ value, label: moveKindLabels[value] }))}
          {...form.getInputProps('endMove')}
        />
      )}
      <MeasureSelect
        householdId={householdId}
        value={values.measureId}
        onChange={(measureId) => form.setFieldValue('measureId', measureId)}
      />
    </SideForm>
  )
}
