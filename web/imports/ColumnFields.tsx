import { Select } from '@mantine/core'
import { useState } from 'react'
import type { Reading } from '#contract/imports.ts'
import type { ImportField, ImportTarget } from '#domain/imports/fields.ts'
import { fileFields } from '#domain/imports/file-fields.ts'
import classes from '#web/imports/imports.module.css'

type Placed = Readonly<Record<string, number>>
type Props = {
  target: ImportTarget
  reading: Reading
  placed: Placed
  onChange: (placed: Record<string, number>) => void
}

/** A column for each piece of information: those found or needed first, those the file does not hold folded below. */
export const ColumnFields = ({ target, reading, placed, onChange }: Props) => {
  // Fields keep their place while the user corrects them: what was found at first stays first.
  const [first] = useState(() => new Set(Object.keys(placed)))
  const isFirst = ({ key, isRequired }: ImportField) =>
    isRequired || first.has(key) || (target === 'ledger' && amountKeys.has(key))
  const fields = fileFields[target]
  const others = fields.filter((field) => !isFirst(field))
  const one = (field: ImportField) => (
    <ColumnField
      key={field.key}
      field={field}
      reading={reading}
      column={placed[field.key]}
      onChange={(value) => onChange(place(placed, field.key, value))}
    />
  )
  return (
    <>
      <div className={classes.fields}>{fields.filter(isFirst).map(one)}</div>
      {others.length > 0 && (
        <details className={classes.others}>
          <summary>
            {others.length === 1
              ? 'Une information que le fichier ne semble pas contenir'
              : `${others.length} informations que le fichier ne semble pas contenir`}
          </summary>
          <div className={classes.fields}>{others.map(one)}</div>
        </details>
      )}
    </>
  )
}

/** A ledger needs one of these ways to tell an amount. */
const amountKeys: ReadonlySet<string> = new Set(['amount', 'debit', 'credit'])

type FieldProps = {
  field: ImportField
  reading: Reading
  column: number | undefined
  onChange: (value: string | null) => void
}

const ColumnField = ({ field: { key, label, isRequired }, reading, column, onChange }: FieldProps) => {
  const missing = isRequired && column === undefined ? 'Colonne obligatoire' : undefined
  const doubtful = reading.doubtful.includes(key)
    ? 'À vérifier : plusieurs colonnes y ressemblent'
    : undefined
  return (
    <Select
      label={label}
      withAsterisk={isRequired}
      data={reading.headers.map((header, at) => ({
        value: String(at),
        label: header || `colonne ${at + 1}`,
      }))}
      value={column === undefined ? null : String(column)}
      placeholder="absente du fichier"
      clearable
      searchable
      clearButtonProps={{ 'aria-label': `Retirer ${label}` }}
      error={missing ?? doubtful}
      onChange={onChange}
    />
  )
}

/** A column serves one field: taken here, it is left there. */
const place = (placed: Placed, key: string, value: string | null): Record<string, number> => {
  const column = value === null ? undefined : Number(value)
  const others = Object.entries(placed).filter(([other, at]) => other !== key && at !== column)
  return Object.fromEntries(column === undefined ? others : [...others, [key, column]])
}
