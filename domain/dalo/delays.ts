import { type Explanation, type ExplanationInput, explain } from '#domain/explanation.ts'
import type { DaloRule } from '#domain/local-rules/dalo-rule.ts'
import type { FoundRule } from '#domain/local-rules/kinds.ts'
import type { ParameterReader } from '#domain/parameters.ts'

/** `orMonths`: the other delay, where it is not known which one holds in the département. */
export type DaloDelay = { months: number; orMonths: number | null }
export type DaloDelays = {
  commission: DaloDelay
  prefect: DaloDelay
  /** To seize the court once the préfet's delay has passed. */
  courtMonths: number
  longWaitMonths: number | null
  explanation: Explanation
}

const overseas = /^9[78]/

/** The delays of CCH art. R.441-15 and R.441-16-1 in a département; both are told where the département is not known. */
export const daloDelays = (
  department: string | null,
  rule: FoundRule<DaloRule> | null,
  params: ParameterReader,
): DaloDelays => {
  const isOverseas = rule?.rule.isOverseas ?? (department === null ? null : overseas.test(department))
  const hasLargeTown = isOverseas === true ? true : (rule?.rule.hasLargeAgglomeration ?? null)
  const choose = (isLong: boolean | null, usual: string, long: string): DaloDelay => {
    if (isLong === true) return { months: params.readNearest(long), orMonths: null }
    const months = params.readNearest(usual)
    return { months, orMonths: isLong === null ? params.readNearest(long) : null }
  }
  const commission = choose(isOverseas, 'dalo.commission-months', 'dalo.commission-months-overseas')
  const prefect = choose(hasLargeTown, 'dalo.prefect-months', 'dalo.prefect-months-long')
  const courtMonths = params.readNearest('dalo.court-months')
  const longWaitMonths = rule?.rule.longWaitMonths ?? null
  const text = (label: string, value: string): ExplanationInput => ({ label, kind: 'text', value })
  return {
    commission,
    prefect,
    courtMonths,
    longWaitMonths,
    explanation: explain({
      label: 'Délais du recours DALO',
      result: { kind: 'text', value: `${delayWords(commission)}, puis ${delayWords(prefect)}` },
      formula: 'délai de la commission, puis délai du préfet pour faire une offre ; le tribunal ensuite',
      inputs: [
        text('Département', department ?? 'non connu'),
        text('Outre-mer', yesNo(isOverseas)),
        text('Agglomération de plus de 300 000 habitants', yesNo(rule?.rule.hasLargeAgglomeration ?? null)),
        ...(rule ? [text('Règle locale', rule.source)] : []),
      ],
      sources: ['CCH art. R.441-15', 'CCH art. R.441-16-1', 'CJA art. R.778-2'],
      parameters: params.used().filter(({ key }) => delayKeys.includes(key)),
      asOf: params.onDate,
    }),
  }
}

const delayKeys: readonly string[] = [
  'dalo.commission-months',
  'dalo.commission-months-overseas',
  'dalo.prefect-months',
  'dalo.prefect-months-long',
  'dalo.court-months',
]

const yesNo = (known: boolean | null): string => (known === null ? 'non connu' : known ? 'oui' : 'non')

/** « 3 mois », « 3 ou 6 mois ». */
export const delayWords = ({ months, orMonths }: DaloDelay): string =>
  orMonths === null ? `${months} mois` : `${months} ou ${orMonths} mois`
