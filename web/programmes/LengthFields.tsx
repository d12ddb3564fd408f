import { Select, TagsInput } from '@mantine/core'
import type { ProgrammeDefinition, ProgrammeLength } from '#domain/programmes/definition.ts'
import { limitLabels, overlapLabels } from '#domain/programmes/definition-words.ts'
import { PhaseFields } from '#web/programmes/PhaseFields.tsx'
import classes from '#web/programmes/programmes.module.css'
import type { SectionProps } from '#web/programmes/section.ts'
import { WholeInput } from '#web/programmes/WholeInput.tsx'

const choicesOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

export const LengthFields = (props: SectionProps) => {
  const { definition, set, wrong } = props
  const { length, overlap } = definition
  const put = (change: Partial<ProgrammeLength>) => set({ length: { ...length, ...change } })
  const months = (
    field: 'firstMonths' | 'renewalMonths' | 'totalMonths',
    label: string,
    description: string,
  ) => (
    <WholeInput
      label={label}
      description={description}
      value={length[field]}
      error={wrong(`length.${field}`)}
      onChange={(value) => put({ [field]: value })}
    />
  )
  return (
    <>
      <PhaseFields {...props} />
      <Select
        label="Durée"
        data={choicesOf(limitLabels)}
        value={length.limit}
        onChange={(limit) =>
          put({
            limit: limit as ProgrammeLength['limit'],
            ...(limit === 'none' ? { totalMonths: null } : {}),
          })
        }
      />
      <div className={classes.fields}>
        {months('firstMonths', 'Première période, en mois', 'Vide : pas de terme fixé.')}
        <WholeInput
          label="Renouvellements"
          description="Vide : autant que la durée le permet."
          value={length.renewals}
          error={wrong('length.renewals')}
          onChange={(renewals) => put({ renewals })}
        />
        {months('renewalMonths', 'Mois par renouvellement', 'Au plus, à chaque fois.')}
        {length.limit !== 'none' &&
          months('totalMonths', 'Durée totale, en mois', 'Renouvellements compris.')}
      </div>
      <MonthList
        label="Alertes, au bout de combien de mois"
        value={length.alertMonths}
        error={wrong('length.alertMonths')}
        onChange={(alertMonths) => put({ alertMonths })}
      />
      <Select
        label="Mesures en même temps pour un ménage"
        data={choicesOf(overlapLabels)}
        value={overlap}
        onChange={(value) => set({ overlap: value as ProgrammeDefinition['overlap'] })}
      />
    </>
  )
}

type MonthListProps = {
  label: string
  value: readonly number[]
  error: string | undefined
  onChange: (months: number[]) => void
}

/** Months typed one by one; kept in order, each once. */
export const MonthList = ({ label, value, error, onChange }: MonthListProps) => (
  <TagsInput
    label={label}
    description="Un nombre de mois, puis Entrée."
    value={value.map(String)}
    error={error}
    maxTags={12}
    onChange={(typed) => {
      const read = typed
        .map(Number)
        .filter((months) => Number.isInteger(months) && months > 0 && months <= 240)
      onChange([...new Set(read)].toSorted((a, b) => a - b))
    }}
  />
)
