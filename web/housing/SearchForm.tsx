import { Checkbox, NumberInput, Select, TagsInput, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Search } from '#contract/housing.ts'
import type { Cents } from '#domain/money.ts'
import { api } from '#web/client.ts'
import { soughtLabels } from '#web/housing/search-words.ts'
import { MeasureSelect } from '#web/measures/MeasureSelect.tsx'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { householdId: string; search: Search | undefined; onClose: () => void }
type Values = {
  sought: Search['sought']
  places: string[]
  minRooms: number | string
  maxCostCents: Cents | null
  needsLiftOrGroundFloor: boolean
  needsAdapted: boolean
  caravanPlaces: number | string
  wishes: string
  measureId: string | null
}

const valuesOf = (known: Search | undefined): Values => ({
  sought: known?.sought ?? 'dwelling',
  places: known?.places ?? [],
  minRooms: known?.minRooms ?? '',
  maxCostCents: known?.maxCostCents ?? null,
  needsLiftOrGroundFloor: known?.needsLiftOrGroundFloor ?? false,
  needsAdapted: known?.needsAdapted ?? false,
  caravanPlaces: known?.caravanPlaces ?? '',
  wishes: known?.wishes ?? '',
  measureId: known?.measureId ?? null,
})

const numberOf = (typed: number | string) => (typed === '' ? null : Number(typed))

const needsOf = ({ measureId: _, ...values }: Values) => ({
  ...values,
  minRooms: numberOf(values.minRooms),
  caravanPlaces: values.sought === 'dwelling' ? null : numberOf(values.caravanPlaces),
  wishes: values.wishes.trim() || null,
})

export const SearchForm = ({ householdId, search, onClose }: Props) => {
  const form = useForm<Values>({ initialValues: valuesOf(search) })
  const draft = useFormDraft(`home-search/${search?.id ?? householdId}`, form, form.values)
  const onDone = () => {
    draft.clear()
    void notify(search ? 'Besoins modifiés.' : 'Recherche ouverte.')
    onClose()
  }
  const open = useApiCommand(api.housing.openSearch, { onDone })
  const change = useApiCommand(api.housing.changeSearch, { onDone })
  const command = search ? change : open
  const issues = useIssues(form, command.issues, [
    'places',
    'minRooms',
    'maxCostCents',
    'caravanPlaces',
    'wishes',
  ])
  const save = (values: Values) =>
    search
      ? void change.run({ householdId, searchId: search.id, version: search.version, ...needsOf(values) })
      : void open.run({ householdId, measureId: values.measureId, ...needsOf(values) })
  const { values } = form
  return (
    <SideForm
      title={search ? 'Modifier les besoins' : 'Ouvrir une recherche'}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel={search ? 'Enregistrer' : 'Ouvrir la recherche'}
      issues={issues}
      draft={draft}
    >
      <Select
        label="Le ménage cherche"
        data={Object.entries(soughtLabels).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('sought')}
      />
      <TagsInput
        label="Où"
        description="Communes ou quartiers : un nom, puis Entrée."
        maxTags={20}
        {...form.getInputProps('places')}
      />
      <NumberInput label="Pièces au moins" min={1} max={20} {...form.getInputProps('minRooms')} />
      <AmountInput
        label="Coût par mois au plus"
        description="Loyer, charges et énergie, l’aide retirée."
        {...form.getInputProps('maxCostCents')}
        value={values.maxCostCents}
      />
      <Checkbox
        label="Rez-de-chaussée ou ascenseur"
        {...form.getInputProps('needsLiftOrGroundFloor', { type: 'checkbox' })}
      />
      <Checkbox
        label="Logement adapté au handicap"
        {...form.getInputProps('needsAdapted', { type: 'checkbox' })}
      />
      {values.sought !== 'dwelling' && (
        <NumberInput label="Places de caravane" min={0} max={20} {...form.getInputProps('caravanPlaces')} />
      )}
      <Textarea
        label="Souhaits"
        description="Avec les mots du ménage. Le bailleur ne les lit pas."
        autosize
        minRows={3}
        maxLength={4_000}
        {...form.getInputProps('wishes')}
      />
      {!search && (
        <MeasureSelect
          householdId={householdId}
          value={values.measureId}
          onChange={(measureId) => form.setFieldValue('measureId', measureId)}
        />
      )}
    </SideForm>
  )
}
