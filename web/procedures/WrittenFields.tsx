import { Checkbox, NumberInput, Radio, Select, Textarea, TextInput } from '@mantine/core'
import { isPlainDate, type PlainDate } from '#domain/plain-date.ts'
import type { Field, FieldValue, FieldValues } from '#domain/procedures/definition.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'

type Props = {
  fields: readonly Field[]
  values: FieldValues
  /** The day of the fact: a day set by it does not come before. */
  on: PlainDate | null
  onChange: (values: FieldValues) => void
}

/** What a procedure asks, drawn from its table. */
export const WrittenFields = ({ fields, values, on, onChange }: Props) =>
  fields.map((field) => (
    <WrittenField
      key={field.key}
      field={field}
      value={values[field.key]}
      on={on}
      onChange={(value) => onChange(withValue(values, field.key, value))}
    />
  ))

const withValue = (values: FieldValues, key: string, value: FieldValue | undefined): FieldValues => {
  const { [key]: _, ...others } = values
  return value === undefined || value === '' ? others : { ...others, [key]: value }
}

type FieldProps = {
  field: Field
  value: FieldValue | undefined
  on: PlainDate | null
  onChange: (value: FieldValue | undefined) => void
}

const WrittenField = ({ field, value, on, onChange }: FieldProps) => {
  const shown = { label: field.label, description: field.help, withAsterisk: field.required === true }
  switch (field.type) {
    case 'day':
      return (
        <DayInput
          {...shown}
          min={field.isLater && on ? on : undefined}
          value={isPlainDate(value) ? value : null}
          onChange={(day) => onChange(day ?? undefined)}
        />
      )
    case 'cents':
      return (
        <AmountInput
          {...shown}
          value={typeof value === 'number' ? value : null}
          onChange={(cents) => onChange(cents ?? undefined)}
        />
      )
    case 'count':
      return (
        <NumberInput
          {...shown}
          min={field.min ?? 0}
          {...(field.max === undefined ? {} : { max: field.max })}
          allowDecimal={false}
          value={typeof value === 'number' ? value : ''}
          onChange={(count) => onChange(typeof count === 'number' ? count : undefined)}
        />
      )
    case 'choice':
      return (
        <Select
          {...shown}
          placeholder="Choisir"
          clearable={!field.required}
          data={Object.entries(field.options).map(([key, label]) => ({ value: key, label }))}
          value={typeof value === 'string' ? value : null}
          onChange={(key) => onChange(key ?? undefined)}
        />
      )
    case 'boolean':
      return field.required ? (
        <YesOrNo shown={shown} value={value} onChange={onChange} />
      ) : (
        <Checkbox
          label={field.label}
          description={field.help}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked ? true : undefined)}
        />
      )
    default:
      return <TextField field={field} shown={shown} value={value} onChange={onChange} />
  }
}

type Shown = { label: string; description: string | undefined; withAsterisk: boolean }
type ShownProps = Pick<FieldProps, 'value' | 'onChange'> & { shown: Shown }

const YesOrNo = ({ shown, value, onChange }: ShownProps) => (
  <Radio.Group
    {...shown}
    value={value === undefined ? '' : value === true ? 'yes' : 'no'}
    onChange={(answer) => onChange(answer === 'yes')}
  >
    <Radio value="yes" label="Oui" mt="xs" />
    <Radio value="no" label="Non" mt="xs" />
  </Radio.Group>
)

const shortTextKeys = ['reference', 'court', 'department', 'home', 'owner', 'landlord']

const TextField = ({ field, shown, value, onChange }: ShownProps & { field: Field }) => {
  const text = typeof value === 'string' ? value : ''
  return shortTextKeys.includes(field.key) ? (
    <TextInput
      {...shown}
      maxLength={200}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  ) : (
    <Textarea
      {...shown}
      autosize
      minRows={2}
      maxLength={4_000}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
