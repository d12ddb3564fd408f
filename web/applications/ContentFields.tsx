import { Select, Textarea } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { reachOf } from '#domain/access.ts'
import { fundingFieldLabels, fundingFields } from '#domain/funding/kinds.ts'
import { fundingPurposeLabels, fundingPurposes } from '#domain/funding/product-kinds.ts'
import type { ContentValues } from '#web/applications/content-values.ts'
import { ProjectFields } from '#web/applications/ProjectFields.tsx'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { TerritoryField } from '#web/territories/TerritoryField.tsx'
import { useApiQuery } from '#web/use-api.ts'

type Props = { form: UseFormReturnType<ContentValues>; householdId: string; isFiled?: boolean }

/** The fields of a file. Once filed, what was asked for is only read. */
export const ContentFields = ({ form, householdId, isFiled = false }: Props) => {
  const { values } = form
  return (
    <>
      <Select
        label="Domaine"
        data-autofocus
        searchable
        required
        disabled={isFiled}
        data={choicesOf(fundingFields, fundingFieldLabels)}
        {...form.getInputProps('field')}
      />
      <Select
        label="À quoi servira l’argent"
        searchable
        required
        disabled={isFiled}
        data={choicesOf(fundingPurposes, fundingPurposeLabels)}
        {...form.getInputProps('purpose')}
      />
      <TerritoryField
        label="Commune du logement"
        description="Elle dit la région des plafonds de ressources. Il la faut pour déposer."
        kinds={['commune']}
        most={1}
        disabled={isFiled}
        value={values.commune ? [values.commune] : []}
        onChange={([commune]) => form.setFieldValue('commune', commune ?? null)}
        error={form.errors.commune}
      />
      {!isFiled && <ProjectFields form={form} />}
      <MeasureSelect form={form} householdId={householdId} />
      <OfficerSelect form={form} />
      <Textarea
        label="Présentation"
        description="Ce que la commission doit savoir : la situation, le projet, ce qu’il change."
        autosize
        minRows={3}
        maxLength={4_000}
        {...form.getInputProps('summary')}
      />
    </>
  )
}

const OfficerSelect = ({ form }: Pick<Props, 'form'>) => {
  const { data } = useApiQuery(api.identity.listColleagues, {})
  const able = (data?.rows ?? []).filter(({ role }) => reachOf(role, 'write-applications') !== 'never')
  return (
    <Select
      label="Suivi par"
      clearable
      searchable
      data={able.map(({ id, name }) => ({ value: id, label: name }))}
      {...form.getInputProps('officerId')}
    />
  )
}

const MeasureSelect = ({ form, householdId }: Pick<Props, 'form' | 'householdId'>) => {
  const { data } = useApiQuery(api.measures.ofHousehold, { householdId })
  if (!data || data.measures.length === 0) return null
  return (
    <Select
      label="Mesure d’accompagnement"
      description="Celle dont ce financement fait partie, s’il y en a une."
      clearable
      data={data.measures.map(({ measureId, programmeName }) => ({ value: measureId, label: programmeName }))}
      {...form.getInputProps('measureId')}
    />
  )
}
