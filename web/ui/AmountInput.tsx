import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import { type Cents, formatDecimal, readAmount } from '#domain/money.ts'

type Props = Omit<TextInputProps, 'value' | 'defaultValue' | 'onChange' | 'type'> & {
  value?: Cents | null | undefined
  onChange: (value: Cents | null) => void
}

const problems = {
  'not-an-amount': 'Écrivez un montant, par exemple 1 234,56.',
  'ambiguous-amount': 'Ce montant peut se lire de deux façons : écrivez les centimes après une virgule.',
  'too-many-decimals': 'Deux chiffres au plus après la virgule.',
  'too-large': 'Ce montant est trop grand.',
} as const

const written = (value: Cents | null | undefined) =>
  value === null || value === undefined ? '' : formatDecimal(value)

/**
 * An amount typed as people type it (`1234,5`, `1 234.50 €`), read as cents, set right when one leaves the field. What
 * cannot be read stays as typed, with its reason, and `SideForm` does not submit it.
 */
export const AmountInput = ({ value, onChange, onBlur, error, ...rest }: Props) => {
  const [typed, setTyped] = useState<string | undefined>()
  const reading = typed === undefined || typed.trim() === '' ? undefined : readAmount(typed)
  const problem = reading?.problem && problems[reading.problem]
  const change = (text: string) => {
    setTyped(text)
    onChange(text.trim() === '' ? null : (readAmount(text).cents ?? null))
  }
  const [isTyping, setTyping] = useState(false)
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      rightSection={<span aria-hidden="true">€</span>}
      styles={{ input: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' } }}
      {...rest}
      value={typed ?? written(value)}
      error={error ?? (isTyping ? undefined : problem)}
      data-unreadable={problem ? true : undefined}
      onChange={(event) => change(event.currentTarget.value)}
      onFocus={() => setTyping(true)}
      onBlur={(event) => {
        setTyping(false)
        if (!problem) setTyped(undefined)
        onBlur?.(event)
      }}
    />
  )
}
