import type { LegalParameter, ParameterUnit } from '#domain/legal-parameter.ts'
import { compareDates, type PlainDate } from '#domain/plain-date.ts'

/** Beyond this ratio between two neighbours, one of them is taken for a misprint until a person says otherwise. */
const suspectRatio = 10

export type Neighbour = Pick<LegalParameter, 'key' | 'label' | 'value' | 'validFrom'>

/** A figure that is ten times a neighbour or more, or a tenth of it or less. */
export type Implausibility = { neighbour: Neighbour; isLarger: boolean }

type Figure = { key: string; value: number; validFrom: PlainDate }

const scaled: readonly ParameterUnit[] = [
  'cents',
  'basis-points',
  'hundred-thousandths',
  'months',
  'days',
  'count',
]

/**
 * Compares a figure with the versions of the same key just before and just after it. An amount nobody knows yet is
 * compared with those of its row (`ceiling.plai.paris.2` beside `ceiling.plai.paris.3`): it is suspect when far from all.
 */
export const findImplausibility = (
  known: readonly LegalParameter[],
  { key, value, validFrom }: Figure,
): Implausibility | undefined => {
  const versions = known.filter((one) => one.key === key).toSorted(byStart)
  const unit = versions[0]?.unit ?? 'cents'
  if (value === 0 || !scaled.includes(unit)) return undefined
  const before = versions.findLast((one) => one.validFrom < validFrom)
  const after = versions.find((one) => one.validFrom > validFrom)
  const own = [before, after].filter((one) => one !== undefined)
  const found = own.length > 0 || unit !== 'cents' ? farFromOne(own, value) : farFromAll(known, key, value)
  return found && { neighbour: found, isLarger: value > found.value }
}

const byStart = (a: Neighbour, b: Neighbour) => compareDates(a.validFrom, b.validFrom)

const isFar = (value: number, other: number): boolean =>
  other !== 0 && (value >= other * suspectRatio || value * suspectRatio <= other)

const farFromOne = (own: readonly Neighbour[], value: number): Neighbour | undefined =>
  own.find((one) => isFar(value, one.value))

const farFromAll = (known: readonly LegalParameter[], key: string, value: number): Neighbour | undefined => {
  const row = known.filter((one) => one.unit === 'cents' && areSiblings(one.key, key))
  return row.every((one) => isFar(value, one.value)) ? row[0] : undefined
}

/** Keys of one row of a table of amounts, such as `rls.ceiling.i.3`: all the same but the last part. */
const areSiblings = (a: string, b: string): boolean => {
  const row = (key: string) => key.slice(0, key.lastIndexOf('.'))
  return a !== b && row(a) === row(b) && row(a).includes('.')
}
