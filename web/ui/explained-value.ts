import type { ExplainedValue } from '#domain/explanation.ts'
import type { ParameterUnit } from '#domain/legal-parameter.ts'
import { formatDecimal, formatEuros, formatInteger } from '#domain/money.ts'
import type { ParameterUse } from '#domain/parameters.ts'
import { formatPhoneNumber } from '#domain/phone.ts'
import { formatDate } from '#domain/plain-date.ts'

const yesOrNo = (value: boolean) => (value ? 'oui' : 'non')
const noBreak = '\u00a0'

/** A value of an explanation, as it is read on the screen. */
export const formatExplained = (explained: ExplainedValue): string => {
  switch (explained.kind) {
    case 'cents':
      return formatEuros(explained.value)
    case 'basis-points':
      return `${formatDecimal(explained.value)}${noBreak}%`
    case 'count':
      return formatInteger(explained.value)
    case 'hundredths':
      return formatDecimal(explained.value)
    case 'tenths':
      return formatDecimal(explained.value * 10).slice(0, -1)
    case 'date':
      return formatDate(explained.value)
    case 'text':
      return explained.value
    case 'boolean':
      return yesOrNo(explained.value)
  }
}

const writers: Readonly<Record<ParameterUnit, (value: number) => string>> = {
  cents: formatEuros,
  'basis-points': (value) => `${formatDecimal(value)}${noBreak}%`,
  'hundred-thousandths': (value) => (value / 100_000).toLocaleString('fr-FR', { maximumFractionDigits: 5 }),
  sixtieths: (value) => writeSixtieths(value),
  months: (value) => `${formatInteger(value)} mois`,
  days: (value) => `${formatInteger(value)} jour${value > 1 ? 's' : ''}`,
  count: formatInteger,
  boolean: (value) => yesOrNo(value !== 0),
  phone: formatPhoneNumber,
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))

const writeSixtieths = (value: number): string => {
  const common = divisor(value, 60)
  return common === 60 ? '1' : `${value / common}/${60 / common}`
}

export const formatParameter = ({ unit, value }: Pick<ParameterUse, 'unit' | 'value'>): string =>
  writers[unit](value)
