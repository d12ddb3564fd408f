import type { ParameterUnit } from '#domain/legal-parameter.ts'
import { formatEuros } from '#domain/money.ts'
import { formatPhoneNumber, readPhoneNumber } from '#domain/phone.ts'

const decimal = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 5 })

/** How many units of the stored integer make one unit as people write it. */
const scales: Readonly<Record<Exclude<ParameterUnit, 'cents' | 'boolean' | 'phone'>, number>> = {
  'basis-points': 100,
  'hundred-thousandths': 100_000,
  sixtieths: 1,
  months: 1,
  days: 1,
  count: 1,
}

/** What follows the figure in its field. */
export const unitSuffix: Readonly<Record<ParameterUnit, string>> = {
  cents: '€',
  'basis-points': '%',
  'hundred-thousandths': '',
  sixtieths: '/ 60',
  months: 'mois',
  days: 'jours',
  count: '',
  boolean: '',
  phone: '',
}

export const formatParameter = (value: number, unit: ParameterUnit): string => {
  if (unit === 'cents') return formatEuros(value)
  if (unit === 'boolean') return value === 0 ? 'non' : 'oui'
  if (unit === 'phone') return value === 0 ? 'aucun' : formatPhoneNumber(value)
  const figure = decimal.format(value / scales[unit])
  if (unit === 'sixtieths') return `${figure}/60`
  const suffix = unit === 'days' && value <= 1 ? 'jour' : unitSuffix[unit]
  return suffix === '' ? figure : `${figure} ${suffix}`
}

/** Undefined when it cannot be read, or is finer than the figure is kept. */
export const readParameter = (
  text: string,
  unit: Exclude<ParameterUnit, 'cents' | 'boolean'>,
): number | undefined => {
  if (unit === 'phone') return readPhoneNumber(text)
  const match = /^(\d{1,9})(?:[.,](\d{1,5}))?$/.exec(text.replace(/\s/g, ''))
  if (!match) return undefined
  const [, whole = '0', fraction = ''] = match
  const digits = Math.round(Math.log10(scales[unit]))
  if (fraction.length > digits) return undefined
  return Number(whole) * scales[unit] + Number(fraction.padEnd(digits, '0') || '0')
}

export const writeParameter = (value: number, unit: Exclude<ParameterUnit, 'cents' | 'boolean'>): string =>
  unit === 'phone' ? formatPhoneNumber(value) : String(value / scales[unit]).replace('.', ',')
