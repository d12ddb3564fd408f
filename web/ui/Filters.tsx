import { Button, Checkbox, Popover, Radio, TextInput } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { formatInteger } from '#domain/money.ts'
import classes from '#web/ui/Filters.module.css'
import { typeset } from '#web/ui/typeset.ts'

type FiltersProps = {
  /** Whether anything is filtered; then « Effacer » appears. */
  isActive: boolean
  onClear: () => void
  children: ReactNode
  /** Counts, exports: at the end of the line. */
  aside?: ReactNode
}

/** The line above a list: each filter is a chip that tells its choice. Their state lives in `useUrlState`. */
export const Filters = ({ isActive, onClear, children, aside }: FiltersProps) => (
  <search className={classes.filters}>
    {children}
    {isActive && (
      <Button variant="subtle" size="compact-sm" onClick={onClear}>
        Effacer les filtres
      </Button>
    )}
    {aside && <div className={classes.aside}>{aside}</div>}
  </search>
)

export type Choice<T extends string> = { value: T; label: string; count?: number }

const labelOf = <T extends string>({ label, count }: Choice<T>) =>
  count === undefined ? label : `${label} (${formatInteger(count)})`

type ManyProps<T extends string> = {
  label: string
  choices: readonly Choice<T>[]
  value: readonly T[]
  onChange: (value: readonly T[]) => void
}

/** Several choices at once: « Étape : 2 choix ». */
export const ManyFilter = <T extends string>({ label, choices, value, onChange }: ManyProps<T>) => (
  <Chip label={label} told={tellMany(choices, value)}>
    <Checkbox.Group value={[...value]} onChange={(chosen) => onChange(chosen as T[])} label={label}>
      {choices.map((choice) => (
        <Checkbox
          key={choice.value}
          value={choice.value}
          label={labelOf(choice)}
          className={classes.choice}
        />
      ))}
    </Checkbox.Group>
  </Chip>
)

const tellMany = <T extends string>(choices: readonly Choice<T>[], value: readonly T[]) => {
  if (value.length === 0) return undefined
  if (value.length > 1) return `${value.length} choix`
  return choices.find((choice) => choice.value === value[0])?.label ?? value[0]
}

type OneProps<T extends string> = {
  label: string
  choices: readonly Choice<T>[]
  value: T | undefined
  onChange: (value: T | undefined) => void
  /** What no choice is called; leave out when one choice always holds. */
  anyLabel?: string
  /** The choice that goes without saying: the chip tells it, but does not stand out. */
  otherwise?: T
}

/** One choice, or none. */
export const OneFilter = <T extends string>({
  label,
  choices,
  value,
  onChange,
  anyLabel,
  otherwise,
}: OneProps<T>) => (
  <Chip
    label={label}
    told={choices.find((choice) => choice.value === value)?.label}
    isQuiet={value === otherwise}
  >
    <Radio.Group
      value={value ?? ''}
      onChange={(chosen) => onChange(choices.find((choice) => choice.value === chosen)?.value)}
      label={label}
    >
      {anyLabel && <Radio value="" label={anyLabel} className={classes.choice} />}
      {choices.map((choice) => (
        <Radio key={choice.value} value={choice.value} label={labelOf(choice)} className={classes.choice} />
      ))}
    </Radio.Group>
  </Chip>
)

type ChipProps = { label: string; told: string | undefined; isQuiet?: boolean; children: ReactNode }

/** A chip that opens on anything else: two amounts, two dates. `told` is its choice in words, if any. */
export const Chip = ({ label, told, isQuiet = false, children }: ChipProps) => (
  <Popover position="bottom-start" trapFocus>
    <Popover.Target>
      <button type="button" className={classes.chip} data-active={told !== undefined && !isQuiet}>
        {typeset(told === undefined ? label : `${label} : ${told}`)}
        <span aria-hidden="true"> ▾</span>
      </button>
    </Popover.Target>
    <Popover.Dropdown className={classes.dropdown}>{children}</Popover.Dropdown>
  </Popover>
)

type TextProps = { label: string; value: string; onChange: (value: string, how: 'replace') => void }

/** Words to look for; told at each pause in typing. */
export const TextFilter = ({ label, value, onChange }: TextProps) => {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => onChange(typed, 'replace'), 250)
    return () => clearTimeout(timer)
  }, [typed, value, onChange])
  return (
    <TextInput
      size="xs"
      type="search"
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      className={classes.text}
    />
  )
}
