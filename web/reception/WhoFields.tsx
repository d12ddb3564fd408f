import { Radio, Select } from '@mantine/core'
import type { useForm } from '@mantine/form'
import type { NamedTerritory } from '#domain/territories/kinds.ts'
import { HouseholdSelect } from '#web/my-day/HouseholdSelect.tsx'
import { emergencyChoices, formChoices, subjectChoices, type WhoValues } from '#web/reception/choices.ts'
import classes from '#web/reception/reception.module.css'
import { TerritoryField } from '#web/territories/TerritoryField.tsx'

export type WithCommune = WhoValues & { commune: NamedTerritory[] }

type Props = { form: ReturnType<typeof useForm<WithCommune>> }

/** No name is asked: a household is chosen only when the person says who they are. */
export const WhoFields = ({ form }: Props) => (
  <>
    <Select
      label="Pour quoi"
      data={subjectChoices}
      allowDeselect={false}
      searchable
      data-autofocus
      {...form.getInputProps('subject')}
    />
    <Select
      label="Urgence"
      description="Une urgence passe en premier."
      placeholder="Aucune"
      data={emergencyChoices}
      clearable
      {...form.getInputProps('emergency')}
    />
    <Radio.Group label="Quel accueil" {...form.getInputProps('form')}>
      {formChoices.map(({ value, label }) => (
        <Radio key={value} mt="xs" value={value} label={label} />
      ))}
    </Radio.Group>
    <HouseholdSelect
      value={form.values.householdId}
      onChange={(householdId) => form.setFieldValue('householdId', householdId)}
    />
    <p className={classes.soft}>
      Laissez vide pour un accueil anonyme : la personne est reçue et comptée de la même façon.
    </p>
    <TerritoryField
      label="Commune (facultatif)"
      kinds={['commune']}
      most={1}
      value={form.values.commune}
      onChange={(commune) => form.setFieldValue('commune', commune)}
    />
  </>
)

export const whoOf = ({ commune, ...who }: WithCommune) => ({ ...who, communeCode: commune[0]?.code ?? null })
