import { NumberInput, Radio, Select, TextInput } from '@mantine/core'
import { isPlainDate, type PlainDate } from '#domain/plain-date.ts'
import type { Field, FieldValue } from '#domain/procedures/definition.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'

type Props = {
  field: Field
  value: FieldValue | undefined
  onChange: (value: FieldValue | null) => void
}

/** What a procedure's table asks with a fact, drawn by its type. */
export const FactField = ({ field, value, onChange }: Props) => {
  const { label, help } = field
  const said = { label, description: help }
  switch (field.type) {
    case 'boolean':
      return <YesNo {...said} value={value} onChange={onChange} />
    case 'day':
      return (
        <DayInput
          {...said}
          value={isPlainDate(value) ? (value as PlainDate) : null}
          onChange={(day) => onChange(day)}
        />
      )
    case 'cents':
      return <AmountInput {...said} value={typeof value === 'number' ? value : null} onChange={onChange} />
    case 'count':
      return (
        <NumberInput
          {...said}
          {...(field.min !== undefined && { min: field.min })}
          {...(field.max !== undefined && { max: field.max })}
          value={typeof value === 'number' ? value : ''}
          onChange={(count) => onChange(typeof count === 'number' ? count : null)}
        />
      )
    case 'choice':
      return (
        <Select
          {...said}
          data={Object.entries(field.options).map(([key, words]) => ({ value: key, label: words }))}
          clearable
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
        />
      )
    case 'text':
      return (
        <TextInput
          {...said}
          value={typeof value === 'string' ? value : ''}
          onChange={({ currentTarget }) => onChange(currentTarget.value || null)}
        />
      )
  }
}

type YesNoProps = {
  label: string
  description: string | undefined
  value: FieldValue | undefined
  onChange: (value: FieldValue) => void
}

/** Nothing chosen is no answer: a « no » is said too. */
const YesNo = ({ label, description, value, onChange }: YesNoProps) => (
  <Radio.Group
    label={label}
    description={description}
    value={value === undefined ? '' : String(value)}
    onChange={(chosen) => onChange(chosen === 'true')}
  >
    <Radio mt="xs" value="true" label="Oui" />
    <Radio mt="xs" value="false" label="Non" />
  </Radio.Group>
)
