import { formatEuros } from '#domain/money.ts'
import { formatDate, isPlainDate } from '#domain/plain-date.ts'
import type { Field, FieldValue, FieldValues } from '#domain/procedures/definition.ts'

const writeValue = (field: Field, value: FieldValue): string => {
  switch (field.type) {
    case 'boolean':
      return value === true ? 'oui' : 'non'
    case 'day':
      return isPlainDate(value) ? formatDate(value) : String(value)
    case 'choice':
      return field.options[String(value)] ?? String(value)
    case 'cents':
      return formatEuros(Number(value))
    default:
      return String(value)
  }
}

/** What was written, in the words and the order of the form. */
export const describeFields = (
  fields: readonly Field[],
  written: FieldValues,
): { label: string; value: string }[] =>
  fields.flatMap((field) => {
    const value = written[field.key]
    return value === undefined || value === ''
      ? []
      : [{ label: field.label, value: writeValue(field, value) }]
  })
