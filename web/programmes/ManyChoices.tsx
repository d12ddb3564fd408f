import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from '#web/programmes/programmes.module.css'

type Props<Key extends string> = {
  label: string
  description?: ReactNode
  labels: Readonly<Record<Key, string>>
  value: readonly Key[]
  onChange: (value: Key[]) => void
  error?: string | undefined
}

/** Several choices of a closed list, all in sight. */
export const ManyChoices = <Key extends string>({
  label,
  description,
  labels,
  value,
  onChange,
  error,
}: Props<Key>) => (
  <Checkbox.Group
    label={label}
    description={description}
    error={error}
    value={[...value]}
    onChange={(chosen) => onChange(chosen as Key[])}
  >
    <div className={classes.choices}>
      {(Object.keys(labels) as Key[]).map((key) => (
        <Checkbox key={key} value={key} label={labels[key]} />
      ))}
    </div>
  </Checkbox.Group>
)
