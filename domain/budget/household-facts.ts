import { type PlainDate, yearOf } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

const sourceRows = {
  'document-seen': 'Document vu',
  'household-said': 'Dit par le ménage',
  'partner-said': 'Communiqué par un partenaire',
} as const
/** Where a dated fact of the household comes from. */
export type FactSource = keyof typeof sourceRows
export const factSources = Object.keys(sourceRows) as FactSource[]
export const factSourceLabels: Labels<FactSource> = sourceRows

export type TaxIncomeYears = { noticeYear: number; incomeYear: number }

/** The notice of the tax administration comes the year after the income at the earliest; each year is noted once. */
export const checkTaxIncome = (
  { noticeYear, incomeYear }: TaxIncomeYears,
  others: readonly TaxIncomeYears[],
  today: PlainDate,
): 'in-the-future' | 'income-after-notice' | 'already-noted' | undefined => {
  if (noticeYear > yearOf(today)) return 'in-the-future'
  if (incomeYear >= noticeYear) return 'income-after-notice'
  return others.some((other) => other.incomeYear === incomeYear) ? 'already-noted' : undefined
}

/**
 * The reference tax income (CGI art. 1417, IV) that a household can show on a day: that of the latest year of income
 * whose notice had come by then. Ceilings that ask for a precise year (N−2: arrêté of 29 July 1987) compare `incomeYear`.
 */
export const latestTaxIncome = <T extends TaxIncomeYears>(
  known: readonly T[],
  on: PlainDate,
): T | undefined =>
  known
    .filter(({ noticeYear }) => noticeYear <= yearOf(on))
    .toSorted((a, b) => b.incomeYear - a.incomeYear)[0]

const recognitionRows = {
  dalo: { label: 'Reconnu prioritaire DALO', source: 'CCH L.441-2-3' },
  'priority-group': { label: 'Public prioritaire', source: 'CCH L.441-1, PDALHPD' },
  'private-employee': { label: 'Salarié du secteur privé', source: 'CCH L.313-1' },
  'no-private-employee': { label: 'Sans salarié du secteur privé', source: 'CCH L.313-1' },
  'eviction-procedure': { label: 'Procédure d’expulsion en cours', source: 'CPCE L.411-1' },
} as const
/** What an authority, an employer or a court says of a household: never the ground, which may tell of health or violence. */
export type RecognitionKind = keyof typeof recognitionRows
export const recognitionKinds = Object.keys(recognitionRows) as RecognitionKind[]
export const recognitionRowsByKind: Readonly<Record<RecognitionKind, { label: string; source: string }>> =
  recognitionRows

export type Recognition = { kind: RecognitionKind; fromOn: PlainDate; untilOn: PlainDate | null }

/** An employee and none at all cannot both be true. */
const contraries: Partial<Record<RecognitionKind, RecognitionKind>> = {
  'private-employee': 'no-private-employee',
  'no-private-employee': 'private-employee',
}

const meet = (one: Recognition, other: Recognition) =>
  one.fromOn <= (other.untilOn ?? '9999-12-31') && other.fromOn <= (one.untilOn ?? '9999-12-31')

/** Decides whether a situation may stand beside those already noted. */
export const checkRecognition = (
  asked: Recognition,
  others: readonly Recognition[],
  today: PlainDate,
): 'in-the-future' | 'ends-before-start' | 'already-noted' | 'contrary' | undefined => {
  if (asked.fromOn > today) return 'in-the-future'
  if (asked.untilOn !== null && asked.untilOn < asked.fromOn) return 'ends-before-start'
  const besides = others.filter((one) => meet(one, asked))
  if (besides.some(({ kind }) => kind === asked.kind)) return 'already-noted'
  return besides.some(({ kind }) => kind === contraries[asked.kind]) ? 'contrary' : undefined
}

/** Those that hold on a day. */
export const recognisedOn = <T extends Recognition>(known: readonly T[], on: PlainDate): T[] =>
  known.filter(({ fromOn, untilOn }) => fromOn <= on && (untilOn === null || untilOn >= on))
