import { expect, it } from 'vitest'
import { daloDelays, delayWords } from '#domain/dalo/delays.ts'
import { blankDaloRule, type DaloRule } from '#domain/local-rules/dalo-rule.ts'
import type { FoundRule } from '#domain/local-rules/kinds.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'

const params = readParameters(legalParameters, '2026-11-22')
const ruleOf = (rule: Partial<DaloRule>): FoundRule<DaloRule> => ({
  territoryCode: '63',
  territoryName: 'Puy-de-Dôme',
  isShipped: false,
  number: 1,
  validFrom: '2026-01-01',
  source: 'Arrêté préfectoral',
  sourceDate: '2026-01-01',
  confidence: 'verified',
  rule: { ...blankDaloRule, ...rule },
})
const told = (...[department, rule]: [string | null, Partial<DaloRule> | null]) => {
  const { commission, prefect, longWaitMonths } = daloDelays(department, rule && ruleOf(rule), params)
  return [delayWords(commission), delayWords(prefect), longWaitMonths]
}

it.each([
  [
    'a département whose rule is known',
    '63',
    { hasLargeAgglomeration: false, longWaitMonths: 30 },
    ['3 mois', '3 mois', 30],
  ],
  ['a large agglomeration', '69', { hasLargeAgglomeration: true }, ['3 mois', '6 mois', null]],
  ['overseas by its rule', '974', { isOverseas: true }, ['6 mois', '6 mois', null]],
  ['overseas by its code alone', '972', null, ['6 mois', '6 mois', null]],
  ['an agglomeration nobody told', '63', null, ['3 mois', '3 ou 6 mois', null]],
  ['no département', null, null, ['3 ou 6 mois', '3 ou 6 mois', null]],
] as const)('%s', (_, department, rule, expected) => {
  expect(told(department, rule)).toEqual(expected)
})

it('explains itself with the figures it read and the notice', () => {
  const { explanation, courtMonths } = daloDelays('63', null, readParameters(legalParameters, '2026-11-22'))
  expect(courtMonths).toBe(4)
  expect(explanation.notice).toBe('simulation indicative, sans valeur juridique')
  expect(explanation.parameters.map(({ key }) => key)).toEqual([
    'dalo.commission-months',
    'dalo.prefect-months',
    'dalo.prefect-months-long',
    'dalo.court-months',
  ])
})
