import { centsInput, countInput, type Explanation, explain } from '#domain/explanation.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { balanceOf, maxAdvance, maxInterim } from '#domain/subsidies/instalments.ts'

export type SubsidyPayments = {
  subsidyCents: Cents
  advanceCents: Cents
  interimCents: readonly Cents[]
  progressBps: number
}

/** What can be asked of a funder now, each figure with its rule (handbook money §6.7). */
export const explainInstalments = (
  { subsidyCents, advanceCents, interimCents, progressBps }: SubsidyPayments,
  figures: ParameterReader,
): { advance: Explanation; interim: Explanation; balance: Explanation } => {
  const asOf = figures.onDate
  const advanceRate = figures.readNearest('subsidies.advance-rate')
  const capBps = figures.read('subsidies.interim-cap')
  const maxCount = figures.read('subsidies.interim-count')
  const received = [
    centsInput('Avance reçue', advanceCents),
    ...interimCents.map((cents, index) => centsInput(`Acompte ${index + 1} reçu`, cents)),
  ]
  const parametersOf = (...keys: string[]) => figures.used().filter(({ key }) => keys.includes(key))
  const cents = (value: Cents) => ({ kind: 'cents', value }) as const
  return {
    advance: explain({
      label: 'Avance possible avant le début des travaux',
      result: cents(maxAdvance(subsidyCents, advanceRate)),
      formula: 'part de la subvention estimée, demandée avant le début des travaux',
      inputs: [centsInput('Subvention', subsidyCents)],
      sources: ['CCH R.321-18 ; RGA de l’Anah, art. 18 bis'],
      parameters: parametersOf('subsidies.advance-rate'),
      asOf,
    }),
    interim: explain({
      label: 'Acompte possible aujourd’hui',
      result: cents(
        maxInterim({
          subsidyCents,
          advanceCents,
          previousCents: interimCents,
          progressBps,
          capBps,
          maxCount,
        }),
      ),
      formula: 'le plus petit du plafond et de l’avancement, moins l’avance et les acomptes déjà reçus',
      inputs: [
        centsInput('Subvention', subsidyCents),
        { label: 'Avancement des travaux', kind: 'basis-points', value: progressBps },
        ...received,
        countInput('Acomptes déjà reçus', interimCents.length),
      ],
      sources: ['RGA de l’Anah, art. 19'],
      parameters: parametersOf('subsidies.interim-cap', 'subsidies.interim-count'),
      asOf,
    }),
    balance: explain({
      label: 'Solde attendu',
      result: cents(balanceOf(subsidyCents, advanceCents, interimCents)),
      formula:
        'subvention définitive moins l’avance et les acomptes ; au-dessous de zéro, le financeur reprend',
      inputs: [centsInput('Subvention', subsidyCents), ...received],
      sources: ['RGA de l’Anah, art. 19'],
      parameters: [],
      asOf,
    }),
  }
}
