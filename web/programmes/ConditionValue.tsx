import { MultiSelect, Select } from '@mantine/core'
import { type Condition, eligibilityFacts, type FactKey } from '#domain/programmes/eligibility-facts.ts'
import { WholeInput } from '#web/programmes/WholeInput.tsx'
import { AmountInput } from '#web/ui/AmountInput.tsx'

type Props = {
  fact: FactKey
  condition: Condition
  error: string | undefined
  onChange: (condition: Condition) => void
}

const bounds = [
  { value: 'at-most', label: 'au plus' },
  { value: 'at-least', label: 'au moins' },
]
const answers = [
  { value: 'true', label: 'oui' },
  { value: 'false', label: 'non' },
]
const lists = [
  { value: 'one-of', label: 'l’un de' },
  { value: 'none-of', label: 'aucun de' },
]

/** The controls that a fact calls for: a bound and its value, a yes or no, a list of choices. */
export const ConditionValue = ({ fact, condition, error, onChange }: Props) => {
  if ('value' in condition)
    return (
      <>
        <Select
          label="Comparaison"
          data={bounds}
          value={condition.is}
          onChange={(is) => onChange({ ...condition, is: is as 'at-most' })}
        />
        <BoundInput
          fact={fact}
          value={condition.value}
          error={error}
          onChange={(value) => onChange({ ...condition, value })}
        />
      </>
    )
  if (!('values' in condition))
    return (
      <Select
        label="Réponse attendue"
        data={answers}
        value={condition.is}
        onChange={(is) => onChange({ is: is as 'true' })}
      />
    )
  return <ChoiceInputs fact={fact} condition={condition} error={error} onChange={onChange} />
}

type ChoiceProps = Props & { condition: Extract<Condition, { values: string[] }> }

const ChoiceInputs = ({ fact, condition, error, onChange }: ChoiceProps) => {
  const row = eligibilityFacts[fact]
  const choices = row.is === 'choice' ? Object.entries(row.choices) : []
  return (
    <>
      <Select
        label="Comparaison"
        data={lists}
        value={condition.is}
        onChange={(is) => onChange({ ...condition, is: is as 'one-of' })}
      />
      <MultiSelect
        label="Valeurs"
        searchable
        nothingFoundMessage="Rien de ce nom."
        data={choices.map(([value, label]) => ({ value, label }))}
        value={condition.values}
        error={error}
        onChange={(values) => onChange({ ...condition, values })}
      />
    </>
  )
}

type BoundProps = {
  fact: FactKey
  value: number
  error: string | undefined
  onChange: (value: number) => void
}

const BoundInput = ({ fact, value, error, onChange }: BoundProps) => {
  const { is } = eligibilityFacts[fact]
  const bound = { value, error, onChange: (typed: number | null) => onChange(typed ?? 0) }
  // A rate is typed as an amount is: 25,00 is 2 500 basis points.
  if (is === 'basis-points')
    return <AmountInput label="Taux" rightSection={<span aria-hidden="true">%</span>} {...bound} />
  if (is === 'cents') return <AmountInput label="Montant" {...bound} />
  return <WholeInput label={is === 'months' ? 'Mois' : 'Nombre'} {...bound} />
}
