import { tellBounds } from '#domain/funding/describe-product.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import { type Cents, formatEuros } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { addMonths, firstOfMonth, formatDate, monthOf, yearOf } from '#domain/plain-date.ts'

export type RequestedLine = {
  cents: Cents
  months: number | null
  deferralMonths: number
}

export const lineProblems = [
  'amount-too-small',
  'amount-too-large',
  'amount-not-rounded',
  'no-months',
  'months-too-few',
  'months-too-many',
  'no-such-length',
  'deferral-too-long',
  'not-so-much-a-month',
] as const
export type LineProblem = { problem: (typeof lineProblems)[number]; message: string }

/** What keeps a line from being asked for under its product; its amount is already known to be positive. */
export const checkLine = (product: ProductDefinition, line: RequestedLine): LineProblem[] => [
  ...(product.recurring ? checkMonthly(product.recurring, line) : checkAmount(product, line)),
  ...checkMonths(product, line),
]

const checkAmount = ({ amount }: ProductDefinition, { cents }: RequestedLine): LineProblem[] => {
  const { minCents, maxCents, stepCents } = amount
  const message = `Le produit va ${tellBounds(amount)}.`
  if (minCents !== null && cents < minCents) return [{ problem: 'amount-too-small', message }]
  if (maxCents !== null && cents > maxCents) return [{ problem: 'amount-too-large', message }]
  return cents % stepCents === 0
    ? []
    : [{ problem: 'amount-not-rounded', message: `Le montant est un multiple de ${formatEuros(stepCents)}.` }]
}

const checkMonthly = (
  { monthlyCents, maxMonths }: NonNullable<ProductDefinition['recurring']>,
  { cents, months }: RequestedLine,
): LineProblem[] => {
  if (months === null) return [{ problem: 'no-months', message: 'Donnez le nombre de mois.' }]
  if (months > maxMonths)
    return [{ problem: 'months-too-many', message: `Cette aide dure au plus ${maxMonths} mois de suite.` }]
  return cents === monthlyCents * months
    ? []
    : [
        {
          problem: 'not-so-much-a-month',
          message: `${months} mois à ${formatEuros(monthlyCents)} font ${formatEuros(monthlyCents * months)}.`,
        },
      ]
}

const checkMonths = (
  { length, recurring }: ProductDefinition,
  { months, deferralMonths }: RequestedLine,
): LineProblem[] => {
  if (recurring) return []
  if (length === null)
    return months === null
      ? []
      : [{ problem: 'no-such-length', message: 'Cette aide n’a pas de durée de remboursement.' }]
  const message = `Ce produit dure de ${length.minMonths} à ${length.maxMonths} mois.`
  if (months === null) return [{ problem: 'no-months', message }]
  if (months < length.minMonths) return [{ problem: 'months-too-few', message }]
  if (months > length.maxMonths) return [{ problem: 'months-too-many', message }]
  return deferralMonths > length.maxDeferralMonths
    ? [{ problem: 'deferral-too-long', message: `Le différé va jusqu’à ${length.maxDeferralMonths} mois.` }]
    : []
}

/** A monthly aid of one household: the first day of its first month, and how many months it lasts. */
export type AidRun = { firstMonth: PlainDate; months: number }

const monthNumber = (day: PlainDate) => yearOf(day) * 12 + monthOf(day)

export type ConsecutiveMonths = {
  /** Months running, those already granted before and after included. */
  inARow: number
  isTooLong: boolean
  /** The first month from which the same aid would be allowed again, when it is too long. */
  allowedFrom: PlainDate | null
  message: string
}

/**
 * Months of the same aid that follow one another without a gap, whatever the files they were granted in: the seventh of
 * an aid of six is refused (150 € a month, seed 002).
 */
export const countConsecutive = (
  asked: AidRun,
  granted: readonly AidRun[],
  maxMonths: number,
): ConsecutiveMonths => {
  const months = new Set<number>()
  for (const { firstMonth, months: length } of [...granted, asked])
    for (let at = monthNumber(firstMonth); at < monthNumber(firstMonth) + length; at++) months.add(at)
  const start = monthNumber(asked.firstMonth)
  let first = start
  while (months.has(first - 1)) first--
  let last = start
  while (months.has(last + 1)) last++
  const inARow = last - first + 1
  const isTooLong = inARow > maxMonths
  const before = lastMonthBefore(granted, asked.firstMonth)
  const allowedFrom = isTooLong && before ? addMonths(before, 2) : null
  return { inARow, isTooLong, allowedFrom, message: tellConsecutive(inARow, maxMonths, allowedFrom) }
}

const lastMonthBefore = (granted: readonly AidRun[], firstMonth: PlainDate): PlainDate | undefined =>
  granted
    .filter(({ firstMonth: start }) => start <= firstMonth)
    .map(({ firstMonth: start, months }) => addMonths(firstOfMonth(start), months - 1))
    .toSorted()
    .at(-1)

const tellConsecutive = (inARow: number, maxMonths: number, allowedFrom: PlainDate | null): string => {
  if (inARow <= maxMonths) return `${inARow} mois de suite sur ${maxMonths}.`
  const again = allowedFrom
    ? ` Un mois sans aide rompt la suite : possible de nouveau à partir du ${formatDate(allowedFrom)}.`
    : ''
  return `${inARow} mois de suite : cette aide s’arrête après ${maxMonths}.${again}`
}
