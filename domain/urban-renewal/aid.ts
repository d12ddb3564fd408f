import { centsInput, countInput, type Explanation, explain } from '#domain/explanation.ts'
import { renewalKey } from '#domain/legal-parameters/urban-renewal.ts'
import { type Cents, multiplyThenDivide, sumCents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { CommunePlace } from '#domain/territories/kinds.ts'
import {
  type InvestmentTax,
  investmentTaxLabels,
  type RenewalArea,
  type RenewalNature,
  type RenewalProduct,
  type RenewalTier,
  type RequalificationReading,
  renewalAreaLabels,
  renewalNatureLabels,
  renewalProductLabels,
  renewalProducts,
  renewalTierLabels,
  requalificationReadingLabels,
} from '#domain/urban-renewal/kinds.ts'

export type Reconstitution = {
  kind: 'reconstitution'
  area: RenewalArea
  units: Readonly<Record<RenewalProduct, number>>
  /** The complementary aid is optional: asked for, or not. */
  isComplementaryAsked: boolean
}
export type Requalification = {
  kind: 'requalification'
  investmentCents: Cents
  investmentTax: InvestmentTax
  anruSubsidyCents: Cents
  reading: RequalificationReading
}
export type RenewalOperation = Reconstitution | Requalification

export type AidLine = {
  product: RenewalProduct
  tier: RenewalTier
  nature: RenewalNature
  units: number
  perUnitCents: Cents
  cents: Cents
}

/** The most that the published text allows, never what is due: the notification decides. */
export type RenewalAid = {
  lines: AidLine[]
  loanCents: Cents
  subsidyCents: Cents
  /** The requalification loan read the other way. */
  otherReadingCents: Cents | null
  /** The grid was not in force on the day: its nearest version was used. */
  isOutOfForce: boolean
  explanation: Explanation
}

/** `parameters` are those of the day on which the operation is committed. */
export const computeRenewalAid = (operation: RenewalOperation, parameters: ParameterReader): RenewalAid =>
  operation.kind === 'reconstitution'
    ? reconstitutionAid(operation, parameters)
    : requalificationAid(operation, parameters)

const cells: readonly [RenewalTier, RenewalNature][] = [
  ['base', 'loan'],
  ['base', 'subsidy'],
  ['complementary', 'loan'],
  ['complementary', 'subsidy'],
]

const linesOf = (operation: Reconstitution, parameters: ParameterReader): AidLine[] =>
  renewalProducts.flatMap((product) =>
    cells.flatMap(([tier, nature]) => {
      const units = operation.units[product]
      // A PLUS has no subsidy in the grid.
      if (units === 0 || (product === 'plus' && nature === 'subsidy')) return []
      if (tier === 'complementary' && !operation.isComplementaryAsked) return []
      const perUnitCents = parameters.readNearest(renewalKey(operation.area, product, tier, nature))
      return [{ product, tier, nature, units, perUnitCents, cents: units * perUnitCents }]
    }),
  )

const sumOf = (lines: readonly AidLine[], nature: RenewalNature): Cents =>
  sumCents(lines.filter((line) => line.nature === nature).map(({ cents }) => cents))

const reconstitutionAid = (operation: Reconstitution, parameters: ParameterReader): RenewalAid => {
  const lines = linesOf(operation, parameters)
  const [loanCents, subsidyCents] = [sumOf(lines, 'loan'), sumOf(lines, 'subsidy')]
  return {
    lines,
    loanCents,
    subsidyCents,
    otherReadingCents: null,
    isOutOfForce: !parameters.has(renewalKey(operation.area, 'plus', 'base', 'loan')),
    explanation: explain({
      label: 'Aide maximale à la reconstitution de l’offre',
      result: { kind: 'cents', value: loanCents + subsidyCents },
      formula: 'logements × montant de la grille, produit par produit : prêts et subventions',
      inputs: [
        { label: 'Territoire', kind: 'text', value: renewalAreaLabels[operation.area] },
        ...renewalProducts.map((product) =>
          countInput(`Logements ${renewalProductLabels[product]}`, operation.units[product]),
        ),
        { label: 'Aide complémentaire demandée', kind: 'boolean', value: operation.isComplementaryAsked },
        ...lines.map(({ product, tier, nature, cents }) =>
          centsInput(
            `${renewalNatureLabels[nature]} ${renewalProductLabels[product]}, ${renewalTierLabels[tier].toLowerCase()}`,
            cents,
          ),
        ),
      ],
      sources: ['Seed 002, avril 2021 : montants maximaux par logement'],
      parameters: parameters.used(),
      asOf: parameters.onDate,
    }),
  }
}

const requalificationLoan = (
  { investmentCents, anruSubsidyCents }: Requalification,
  reading: RequalificationReading,
  shareBps: number,
): Cents => {
  const share = (cents: Cents) => multiplyThenDivide(cents, shareBps, 10_000)
  return reading === 'literal'
    ? Math.max(0, share(investmentCents) - anruSubsidyCents)
    : share(Math.max(0, investmentCents - anruSubsidyCents))
}

const requalificationAid = (operation: Requalification, parameters: ParameterReader): RenewalAid => {
  const share = parameters.readNearest('renewal.requalification-share')
  const other = operation.reading === 'literal' ? 'difference' : 'literal'
  const loanCents = requalificationLoan(operation, operation.reading, share)
  return {
    lines: [],
    loanCents,
    subsidyCents: 0,
    otherReadingCents: requalificationLoan(operation, other, share),
    isOutOfForce: !parameters.has('renewal.requalification-share'),
    explanation: explain({
      label: 'Prêt maximal à la requalification',
      result: { kind: 'cents', value: loanCents },
      formula: requalificationReadingLabels[operation.reading],
      inputs: [
        centsInput(
          `Investissement (${investmentTaxLabels[operation.investmentTax]})`,
          operation.investmentCents,
        ),
        centsInput('Subvention de l’ANRU', operation.anruSubsidyCents),
      ],
      sources: ['Seed 002, avril 2021 ; deux lectures, la littérale par défaut'],
      parameters: parameters.used(),
      asOf: parameters.onDate,
    }),
  }
}

/** SIREN of the three métropoles: Aix-Marseille-Provence, Toulon Provence Méditerranée, Nice Côte d’Azur. */
const metropolisCodes: readonly string[] = ['200054807', '248300543', '200030195']
const coveredRegions: readonly string[] = ['93', '94']

/** The column of the grid that a commune falls in; null outside Provence-Alpes-Côte d’Azur and Corse. */
export const renewalAreaOf = ({ epciCode, regionCode }: CommunePlace): RenewalArea | null => {
  if (epciCode !== null && metropolisCodes.includes(epciCode)) return 'metropolis'
  return regionCode !== null && coveredRegions.includes(regionCode) ? 'rest' : null
}
