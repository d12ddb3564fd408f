/** An amount in euro cents: a safe integer, never a float. */
export type Cents = number

export type AmountProblem = 'not-an-amount' | 'ambiguous-amount' | 'too-many-decimals' | 'too-large'
export type AmountReading =
  | { cents: Cents; problem?: undefined }
  | { problem: AmountProblem; cents?: undefined }

/** Nothing in this field is worth ten billion euros: beyond it, a column was misread. */
export const largestAmountCents = 999_999_999_999

const thousandsSpace = '\u202f'
const beforeSymbolSpace = '\u00a0'

export function sumCents(amounts: Iterable<Cents>): Cents {
  let total = 0
  for (const amount of amounts) total += amount
  return total
}

/** `numerator / denominator` to the nearest integer; a half goes away from zero, so that a reversal is the exact opposite. */
export function divideHalfUp(numerator: number, denominator: number): number {
  return multiplyThenDivide(numerator, 1, denominator)
}

/** `amount × multiplier / divisor` half-up, exact even where the product is beyond the safe integers. */
export function multiplyThenDivide(amount: number, multiplier: number, divisor: number): number {
  if (divisor === 0) throw new RangeError('division by zero')
  const product = amount * multiplier
  const divisorIsSafe = Number.isSafeInteger(2 * divisor)
  if (!Number.isSafeInteger(2 * product) || !divisorIsSafe)
    return divideBigHalfUp(amount, multiplier, divisor)
  const negative = product < 0 !== divisor < 0
  const magnitude = halfUp(Math.abs(product), Math.abs(divisor))
  return negative && magnitude !== 0 ? -magnitude : magnitude
}

function halfUp(product: number, divisor: number): number {
  const remainder = product % divisor
  const quotient = (product - remainder) / divisor
  return 2 * remainder >= divisor ? quotient + 1 : quotient
}

function divideBigHalfUp(amount: number, multiplier: number, divisor: number): number {
  const product = BigInt(amount) * BigInt(multiplier)
  const magnitude = product < 0n ? -product : product
  const size = BigInt(Math.abs(divisor))
  const rounded = Number((2n * magnitude + size) / (2n * size))
  return product < 0n !== divisor < 0 ? -rounded : rounded
}

/** Shares that sum to the total, as equal as cents allow, larger first: 1 000,00 over 3 is 333,34 / 333,33 / 333,33. */
export function splitEqually(total: Cents, parts: number): Cents[] {
  if (!Number.isInteger(parts) || parts < 1) throw new RangeError(`cannot split over ${parts} parts`)
  const size = Math.abs(total)
  const base = Math.floor(size / parts)
  const larger = size - base * parts
  const sign = total < 0 ? -1 : 1
  return Array.from({ length: parts }, (_, index) => sign * (index < larger ? base + 1 : base) || 0)
}

/** `1 234,56 €`, with a narrow no-break space between thousands and a no-break space before the sign. */
export function formatEuros(amount: Cents): string {
  return `${formatDecimal(amount)}${beforeSymbolSpace}€`
}

/** Hundredths written the French way, without a unit: `1 234,56`. */
export function formatDecimal(hundredths: number): string {
  const size = Math.abs(hundredths)
  const whole = formatInteger(Math.floor(size / 100))
  const fraction = String(size % 100).padStart(2, '0')
  return `${hundredths < 0 ? '-' : ''}${whole},${fraction}`
}

/** An integer with French thousands: `12 345`. */
export function formatInteger(value: number): string {
  const digits = String(Math.abs(value)).replace(/\B(?=(\d{3})+$)/g, thousandsSpace)
  return value < 0 ? `-${digits}` : digits
}

/** The cents of a written amount, or undefined when it cannot be read for sure. */
export function parseEuros(text: string): Cents | undefined {
  return readAmount(text).cents
}

/**
 * Reads an amount as French or English software prints it.
 * Two kinds of separator: the last is the decimal one. A single one followed by exactly three digits (`1,234`) may be
 * either: it is refused as ambiguous, unless the digits before it cannot be a group of thousands (`0,125`, `1 234,500`).
 */
export function readAmount(text: string): AmountReading {
  const written = unwrap(text)
  if (!written) return { problem: 'not-an-amount' }
  const parts = separate(written.figures)
  if (typeof parts === 'string') return { problem: parts }
  const decimals = parts.decimals.replace(/0+$/, '')
  if (decimals.length > 2) return { problem: 'too-many-decimals' }
  if (parts.whole.replace(/^0+/, '').length > 10) return { problem: 'too-large' }
  const size = Number(parts.whole) * 100 + Number(decimals.padEnd(2, '0'))
  if (size > largestAmountCents) return { problem: 'too-large' }
  return { cents: written.negative && size !== 0 ? -size : size }
}

/** Takes the currency, the sign (before, after, or accounting parentheses) and the outer spaces off. */
function unwrap(text: string): { figures: string; negative: boolean } | undefined {
  let rest = text
    .trim()
    .replace(/^(€|EUR)\s*/i, '')
    .replace(/\s*(€|EUR|euros?)$/i, '')
  let negative = false
  const inParentheses = /^\((.*)\)$/.exec(rest)
  if (inParentheses) {
    negative = true
    rest = (inParentheses[1] ?? '').trim()
  } else {
    const signed = /^([-−+])\s*(.*)$/.exec(rest) ?? /^(.*?)\s*([-−+])$/.exec(rest)
    if (signed) {
      const [, first = '', second = ''] = signed
      const signFirst = /^[-−+]$/.test(first)
      negative = (signFirst ? first : second) !== '+'
      rest = signFirst ? second : first
    }
  }
  rest = rest.replace(/\s*(€|EUR|euros?)$/i, '')
  return /^[\d.,\s'’]*\d[\d.,\s'’]*$/.test(rest) ? { figures: rest, negative } : undefined
}

type Separated = { whole: string; decimals: string }

function separate(figures: string): Separated | AmountProblem {
  const lastMark = Math.max(figures.lastIndexOf(','), figures.lastIndexOf('.'))
  if (lastMark < 0) return wholeOnly(figures, /[\s'’]/)
  const mark = figures.charAt(lastMark)
  const before = figures.slice(0, lastMark)
  const after = figures.slice(lastMark + 1)
  if (!/^\d+$/.test(after)) return 'not-an-amount'
  if (before.includes(mark)) return wholeOnly(figures, mark === '.' ? /\./ : /,/)
  const grouping = /[.,\s'’]/.exec(before)?.[0]
  if (!grouping && after.length === 3 && /^[1-9]\d{0,2}$/.test(before)) return 'ambiguous-amount'
  const whole = before === '' ? '0' : ungroup(before, grouping)
  return whole === undefined ? 'not-an-amount' : { whole, decimals: after }
}

function wholeOnly(figures: string, separator: RegExp): Separated | AmountProblem {
  const grouping = separator.exec(figures)?.[0]
  const whole = ungroup(figures, grouping)
  return whole === undefined ? 'not-an-amount' : { whole, decimals: '' }
}

/** The digits of a number whose thousands are separated by `grouping`, or undefined when the groups are not of three. */
function ungroup(figures: string, grouping: string | undefined): string | undefined {
  if (grouping === undefined) return /^\d+$/.test(figures) ? figures : undefined
  const groups = /\s/.test(grouping) ? figures.split(/\s/) : figures.split(grouping)
  const [first = '', ...others] = groups
  const grouped = /^\d{1,3}$/.test(first) && others.every((group) => /^\d{3}$/.test(group))
  return grouped ? groups.join('') : undefined
}
