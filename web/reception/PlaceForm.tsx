import { Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ReceptionPlace } from '#contract/reception.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { NamedTerritory } from '#domain/territories/kinds.ts'
import { api } from '#web/client.ts'
import { TerritoryField } from '#web/territories/TerritoryField.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = {
  name: string
  address: string
  commune: NamedTerritory[]
  phone: string
  accessWords: string
  wheelchair: 'unknown' | 'yes' | 'no'
  closedOn: PlainDate | null
}

const wheelchairChoices = [
  { value: 'unknown', label: 'Pas encore dit' },
  { value: 'yes', label: 'Oui' },
  { value: 'no', label: 'Non' },
]
const wheelchairOf = (isAccessible: boolean | null | undefined): Values['wheelchair'] => {
  if (isAccessible === null || isAccessible === undefined) return 'unknown'
  return isAccessible ? 'yes' : 'no'
}

const valuesOf = (place: ReceptionPlace | undefined): Values => ({
  name: place?.name ?? '',
  address: place?.address ?? '',
  commune: place?.communeCode
    ? [{ kind: 'commune', code: place.communeCode, name: place.commune ?? place.communeCode }]
    : [],
  phone: place?.phone ?? '',
  accessWords: place?.accessWords ?? '',
  wheelchair: wheelchairOf(place?.isWheelchairAccessible),
  closedOn: (place?.closedOn ?? null) as PlainDate | null,
})

const factsOf = ({ name, address, commune, phone, accessWords, wheelchair }: Values) => ({
  name,
  address,
  communeCode: commune[0]?.code ?? null,
  phone: phone.trim() || null,
  accessWords: accessWords.trim() || null,
  isWheelchairAccessible: wheelchair === 'unknown' ? null : wheelchair === 'yes',
})

type Props = { place: ReceptionPlace | undefined; onClose: () => void }

export const PlaceForm = ({ place, onClose }: Props) => {
  const form = useForm<Values>({ initialValues: valuesOf(place) })
  const draft = useFormDraft(`reception-place/${place?.placeId ?? 'new'}`, form, form.values)
  const done = () => {
    draft.clear()
    onClose()
  }
  const add = useApiCommand(api.reception.addPlace, { onDone: done })
  const change = useApiCommand(api.reception.changePlace, { onDone: done })
  const command = place ? change : add
  const issues = useIssues(form, command.issues, ['name', 'address', 'phone', 'accessWords'])
  const save = (values: Values) => {
    const facts = factsOf(values)
    if (!place) return add.run(facts)
    const { placeId, version } = place
    return change.run({ placeId, version, ...facts, closedOn: values.closedOn })
  }
  const { name, address } = form.values
  return (
    <SideForm
      title={place ? 'Modifier le lieu' : 'Ajouter un lieu d’accueil'}
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      draft={draft}
      submitLabel="Enregistrer"
      because={name.trim() && address.trim() ? undefined : 'Donnez un nom et une adresse.'}
      onSubmit={form.onSubmit((values) => void save(values))}
    >
      <TextInput label="Nom" data-autofocus maxLength={120} {...form.getInputProps('name')} />
      <TextInput label="Adresse" maxLength={300} {...form.getInputProps('address')} />
      <TerritoryField
        label="Commune"
        kinds={['commune']}
        most={1}
        value={form.values.commune}
        onChange={(commune) => form.setFieldValue('commune', commune)}
      />
      <TextInput label="Téléphone" type="tel" maxLength={30} {...form.getInputProps('phone')} />
      <Select
        label="Accessible en fauteuil roulant"
        data={wheelchairChoices}
        allowDeselect={false}
        {...form.getInputProps('wheelchair')}
      />
      <Textarea
        label="Pour venir et entrer"
        description="Bus, étage, ascenseur, boucle magnétique : publié avec les séances."
        autosize
        minRows={2}
        maxLength={500}
        {...form.getInputProps('accessWords')}
      />
      {place && (
        <DayInput label="Fermé le" {...form.getInputProps('closedOn')} value={form.values.closedOn} />
      )}
    </SideForm>
  )
}
