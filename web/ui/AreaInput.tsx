import { NumberInput, type NumberInputProps } from '@mantine/core'

type Props = Pick<NumberInputProps, 'label' | 'description' | 'placeholder'> & {
  value?: number | null
  onChange: (value: number | null) => void
}

/** Typed in square metres, kept in whole square decimetres. */
export const AreaInput = ({ value = null, onChange, label = 'Surface habitable (m²)', ...rest }: Props) => (
  <NumberInput
    {...rest}
    label={label}
    min={0}
    max={10_000}
    decimalScale={2}
    decimalSeparator=","
    hideControls
    value={value === null ? '' : value / 100}
    onChange={(typed) => onChange(typed === '' ? null : Math.round(Number(typed) * 100))}
  />
)
