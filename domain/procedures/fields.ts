import type { Field, FieldValues, ProcedureFact } from '#domain/procedures/definition.ts'

type More = { help?: string; required?: boolean }

export const dayField = (key: string, label: string, more: More = {}): Field => ({
  key,
  label,
  type: 'day',
  ...more,
})
export const textField = (key: string, label: string, more: More = {}): Field => ({
  key,
  label,
  type: 'text',
  ...more,
})
export const yesField = (key: string, label: string, more: More = {}): Field => ({
  key,
  label,
  type: 'boolean',
  ...more,
})
export const amountField = (key: string, label: string, more: More = {}): Field => ({
  key,
  label,
  type: 'cents',
  min: 0,
  ...more,
})
export const monthsField = (key: string, label: string, max: number, more: More = {}): Field => ({
  key,
  label,
  type: 'count',
  min: 1,
  max,
  ...more,
})
export const choiceField = (
  key: string,
  label: string,
  options: Readonly<Record<string, string>>,
  more: More = {},
): Field => ({ key, label, type: 'choice', options, ...more })

/** A number written with a fact or at opening; null when it was not asked or not known. */
export const numberIn = (values: FieldValues, key: string): number | null => {
  const value = values[key]
  return typeof value === 'number' ? value : null
}

/** What a fact says, unless the screen only asks whether it might come. */
export const numberOf = ({ detail }: ProcedureFact, key: string): number | null => numberIn(detail, key)
