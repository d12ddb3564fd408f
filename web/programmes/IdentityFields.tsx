import { Select, Textarea, TextInput } from '@mantine/core'
import { type ProgrammeFamily, programmeFamilies, programmeFamilyLabels } from '#domain/programmes/kinds.ts'
import classes from '#web/programmes/programmes.module.css'
import type { SectionProps } from '#web/programmes/section.ts'

const families = programmeFamilies.map((value) => ({ value, label: programmeFamilyLabels[value] }))

export const IdentityFields = ({ definition, set, wrong }: SectionProps) => {
  const named = (field: 'operator' | 'funder' | 'convention', label: string) => (
    <TextInput
      label={label}
      maxLength={300}
      value={definition[field] ?? ''}
      onChange={({ currentTarget: { value } }) => set({ [field]: value === '' ? null : value })}
    />
  )
  return (
    <>
      <TextInput
        label="Nom"
        required
        maxLength={120}
        value={definition.name}
        error={wrong('name')}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <Select
        label="Famille"
        description="Pour ranger les dispositifs dans les listes et les rapports."
        data={families}
        value={definition.family}
        onChange={(family) => set({ family: family as ProgrammeFamily })}
      />
      <Textarea
        label="En bref"
        description="Une ou deux phrases : ce que le dispositif apporte au ménage."
        autosize
        minRows={2}
        maxLength={2_000}
        value={definition.summary}
        onChange={({ currentTarget }) => set({ summary: currentTarget.value })}
      />
      <div className={classes.fields}>
        {named('operator', 'Opérateur')}
        {named('funder', 'Financeur')}
        {named('convention', 'Convention')}
      </div>
      <Textarea
        label="D’où viennent les règles"
        description="Texte de loi, convention, appel d’offres ; ce qui reste à confirmer."
        required
        autosize
        minRows={2}
        maxLength={2_000}
        value={definition.source}
        error={wrong('source')}
        onChange={({ currentTarget }) => set({ source: currentTarget.value })}
      />
    </>
  )
}
