import type { Cents } from '#domain/money.ts'

/** `1234.56`, as ISO 20022 writes an amount; never a float. */
export function decimalOf(cents: Cents): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** The cents of an amount as ISO 20022 writes it: up to 13 digits, no sign, no thousands; undefined beyond the cent. */
export function centsOfDecimal(text: string): Cents | undefined {
  const found = /^(\d{0,13})(?:\.(\d{0,5}))?$/.exec(text.trim())
  if (!found || !/\d/.test(text)) return undefined
  const [, whole = '', fraction = ''] = found
  if (/[1-9]/.test(fraction.slice(2))) return undefined
  return Number(whole || '0') * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'))
}
