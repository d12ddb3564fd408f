import { NumberInput, type NumberInputProps } from '@mantine/core'

type Props = Omit<NumberInputProps, 'value' | 'defaultValue' | 'onChange'> & {
  value: number | null
  onChange: (value: number | null) => void
}

/** A whole number, or nothing. */
export const WholeInput = ({ value, onChange, ...rest }: Props) => (
  <NumberInput
    min={0}
    max={1_000}
    allowDecimal={false}
    allowNegative={false}
    {...rest}
    value={value ?? ''}
    onChange={(typed) => onChange(typeof typed === 'number' ? typed : null)}
  />
)
