import { centsInput, countInput, type Explanation, explain } from '#domain/explanation.ts'
import { findCeiling } from '#domain/income-ceilings/ceiling.ts'
import {
  type CeilingScale,
  ceilingZoneLabels,
  type IncomeClass,
  incomeClassLabels,
} from '#domain/income-ceilings/kinds.ts'
import { type Cents, formatEuros } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'

/** The region of the dwelling, for an owner-occupier; of the owner's own home, for a landlord. */
export type AnahZone = 'idf' | 'other'

const steps = [
  { scale: 'anah-very-low', income: 'very-low' },
  { scale: 'anah-low', income: 'low' },
  { scale: 'anah-middle', income: 'middle' },
] as const satisfies readonly { scale: CeilingScale; income: IncomeClass }[]

export type IncomeClassAnswer = {
  /** Null: above the last ceiling known of that day (no « intermédiaires » before 2024). */
  incomeClass: IncomeClass | null
  /** False when the ceilings of the year of filing are not known: the nearest were used. */
  isOfYear: boolean
  explanation: Explanation
}

/** The category of income of the Anah, on the filing date which the reader is of; undefined when no table is known. */
export const incomeClass = (
  { zone, persons, taxIncomeCents }: { zone: AnahZone; persons: number; taxIncomeCents: Cents },
  params: ParameterReader,
): IncomeClassAnswer | undefined => {
  const ceilings = steps.flatMap(({ scale, income }) => {
    const ceiling = findCeiling({ scale, zone, size: persons }, params)
    return ceiling ? [{ scale, income, ...ceiling }] : []
  })
  if (ceilings.length === 0) return undefined
  const within = ceilings.find(({ cents }) => taxIncomeCents <= cents)
  const found = within?.income ?? (ceilings.length === steps.length ? 'higher' : null)
  const used = params.used().filter(({ key }) => key.startsWith('ceiling.anah-') && key.includes(`.${zone}.`))
  return {
    incomeClass: found,
    isOfYear: ceilings.every(({ isOfYear }) => isOfYear),
    explanation: explain({
      label: 'Catégorie de ressources (Anah)',
      result: { kind: 'text', value: found ? incomeClassLabels[found] : 'Au-dessus des plafonds connus' },
      formula: `revenu fiscal de référence ≤ plafond : ${ceilings
        .map(({ income, cents }) => `${incomeClassLabels[income].toLowerCase()} ${formatEuros(cents)}`)
        .join(', ')}`,
      inputs: [
        centsInput('Revenu fiscal de référence du ménage', taxIncomeCents),
        countInput('Personnes', persons),
        { label: 'Région du logement', kind: 'text', value: ceilingZoneLabels[zone] },
        { label: 'Date de dépôt', kind: 'date', value: params.onDate },
      ],
      sources: [...new Set(used.map(({ legalRef }) => legalRef))],
      parameters: used,
      asOf: params.onDate,
    }),
  }
}
