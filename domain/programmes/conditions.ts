import { formatEuros, formatInteger } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { formatDate } from '#domain/plain-date.ts'
import {
  type Condition,
  type EligibilityTest,
  eligibilityFacts,
  type FactKey,
  type KnownFact,
} from '#domain/programmes/eligibility-facts.ts'
import { formatPercent } from '#domain/ratio.ts'

export type FactTest = Extract<EligibilityTest, { fact: FactKey }>
export const isFactTest = (test: EligibilityTest): test is FactTest => 'fact' in test

const listed = (words: readonly string[]) => words.join(', ').replace(/, ([^,]*)$/, ' ou $1')

const labelOf = (fact: FactKey, value: string): string => {
  const row = eligibilityFacts[fact]
  return row.is === 'choice' ? (row.choices[value] ?? value) : value
}

const formatNumber = (fact: FactKey, value: number): string => {
  const { is } = eligibilityFacts[fact]
  if (is === 'basis-points') return formatPercent(value)
  if (is === 'cents') return formatEuros(value)
  return is === 'months' ? `${formatInteger(value)} mois` : formatInteger(value)
}

/** `25,01 %`, `oui`, `Locataire, Sous-locataire`. */
export const formatFact = (fact: FactKey, value: KnownFact['value']): string => {
  if (typeof value === 'number') return formatNumber(fact, value)
  if (typeof value === 'boolean') return value ? 'oui' : 'non'
  return [value]
    .flat()
    .map((one) => labelOf(fact, one))
    .join(', ')
}

/** `au plus 25,00 %`, `Arrêt maladie ou Invalidité`. */
export const describeCondition = (fact: FactKey, condition: Condition): string => {
  if (condition.is === 'at-most') return `au plus ${formatNumber(fact, condition.value)}`
  if (condition.is === 'at-least') return `au moins ${formatNumber(fact, condition.value)}`
  if (condition.is === 'true') return 'oui'
  if (condition.is === 'false') return 'non'
  const choices = listed(condition.values.map((value) => labelOf(fact, value)))
  return condition.is === 'one-of' ? choices : `tout sauf ${choices}`
}

/** What a test asks, in one line: the question itself, or `Taux d’effort, énergie comprise : au plus 25,00 %`. */
export const describeTest = (test: EligibilityTest): string =>
  isFactTest(test)
    ? `${eligibilityFacts[test.fact].label} : ${describeCondition(test.fact, test.condition)}`
    : test.question

/** Bounds are included. Undefined when the value is not of the kind the condition speaks of. */
export const meets = (condition: Condition, value: KnownFact['value']): boolean | undefined => {
  if (condition.is === 'at-most') return typeof value === 'number' ? value <= condition.value : undefined
  if (condition.is === 'at-least') return typeof value === 'number' ? value >= condition.value : undefined
  if (condition.is === 'true') return typeof value === 'boolean' ? value : undefined
  if (condition.is === 'false') return typeof value === 'boolean' ? !value : undefined
  if (typeof value === 'number' || typeof value === 'boolean') return undefined
  const isListed = [value].flat().some((one) => condition.values.includes(one))
  return condition.is === 'one-of' ? isListed : !isListed
}

/** `25,01 % au 12/03/2018 (situation du ménage)` */
export const tellFact = (fact: FactKey, { value, asOf, from }: KnownFact): string =>
  `${formatFact(fact, value)} au ${formatDate(asOf)} (${from})`

/** `du 01/01/2017 au 30/06/2019`, both days included. */
export const tellPeriod = (from: PlainDate | null, to: PlainDate | null): string => {
  if (from && to) return `du ${formatDate(from)} au ${formatDate(to)}`
  if (from) return `à partir du ${formatDate(from)}`
  return to ? `jusqu’au ${formatDate(to)}` : 'sans limite de date'
}
