import { financingKindLabels, fundingFieldLabels } from '#domain/funding/kinds.ts'
import type { ProductAmount, ProductDefinition } from '#domain/funding/product.ts'
import {
  amountLimitLabels,
  fundingPaperLabels,
  fundingPurposeLabels,
  guaranteeLabels,
  insuranceRuleLabels,
} from '#domain/funding/product-kinds.ts'
import { conventionLabels } from '#domain/loans/schedule.ts'
import { formatEuros } from '#domain/money.ts'
import { conventionRegimeLabels } from '#domain/offers/regime.ts'
import { compareFields, type DefinitionChange, sourcesOf } from '#domain/programmes/compare-definitions.ts'
import { describeTest, tellPeriod } from '#domain/programmes/conditions.ts'
import type { DescribedField } from '#domain/programmes/describe-definition.ts'

const text = (value: string) => (value.trim() === '' ? [] : [value])

export const amountSteps = { 1: 'au centime', 100: 'à l’euro', 1000: 'à 10 €', 10000: 'à 100 €' } as const

/** `de 2 500,00 € à 10 000,00 €` */
export const tellBounds = ({ minCents, maxCents }: Pick<ProductAmount, 'minCents' | 'maxCents'>): string => {
  if (minCents !== null && maxCents !== null) return `de ${formatEuros(minCents)} à ${formatEuros(maxCents)}`
  if (minCents !== null) return `à partir de ${formatEuros(minCents)}`
  return maxCents === null ? 'sans montant maximal' : `jusqu’à ${formatEuros(maxCents)}`
}

const describeAmount = ({ amount, recurring }: ProductDefinition): string[] =>
  recurring
    ? [`${formatEuros(recurring.monthlyCents)} par mois, ${recurring.maxMonths} mois de suite au plus`]
    : [
        tellBounds(amount),
        `Accordé ${amountSteps[amount.stepCents as keyof typeof amountSteps] ?? 'au centime'}`,
        ...(amount.limit === 'none' ? [] : [amountLimitLabels[amount.limit]]),
      ]

const describeLength = ({ length }: ProductDefinition): string[] =>
  length === null
    ? []
    : [
        `De ${length.minMonths} à ${length.maxMonths} mois`,
        ...(length.maxDeferralMonths > 0 ? [`Différé de ${length.maxDeferralMonths} mois au plus`] : []),
      ]

const describeCharges = ({ charges }: ProductDefinition): string[] => [
  charges.fileFeeCents === 0
    ? 'Sans frais de dossier'
    : `Frais de dossier : ${formatEuros(charges.fileFeeCents)}`,
  insuranceRuleLabels[charges.insurance],
]

/** A product in words, heading by heading: read on screen, printed, and compared between versions. */
export const describeProduct = (product: ProductDefinition): DescribedField[] => [
  { key: 'name', label: 'Nom', lines: text(product.name) },
  { key: 'kind', label: 'Nature', lines: [financingKindLabels[product.kind]] },
  { key: 'summary', label: 'En bref', lines: text(product.summary) },
  { key: 'source', label: 'D’où viennent les règles', lines: text(product.source) },
  {
    key: 'period',
    label: 'Dépôt des dossiers',
    lines: product.from || product.to ? [tellPeriod(product.from, product.to)] : [],
  },
  { key: 'fields', label: 'Domaines', lines: product.fields.map((field) => fundingFieldLabels[field]) },
  {
    key: 'purposes',
    label: 'Usages',
    lines: product.purposes.map((purpose) => fundingPurposeLabels[purpose]),
  },
  { key: 'amount', label: 'Montant', lines: describeAmount(product) },
  { key: 'length', label: 'Durée', lines: describeLength(product) },
  {
    key: 'convention',
    label: 'Échéancier',
    lines: product.convention ? [conventionLabels[product.convention]] : [],
  },
  { key: 'charges', label: 'Frais et assurance', lines: describeCharges(product) },
  { key: 'guarantees', label: 'Garanties', lines: product.guarantees.map((kind) => guaranteeLabels[kind]) },
  { key: 'eligibility', label: 'Conditions', lines: product.eligibility.map(describeTest) },
  {
    key: 'documents',
    label: 'Pièces demandées',
    lines: product.documents.map((kind) => fundingPaperLabels[kind]),
  },
  {
    key: 'delegation',
    label: 'Décision',
    lines: [
      product.delegationUpToCents === null
        ? 'Toujours en commission'
        : `Sur délégation jusqu’à ${formatEuros(product.delegationUpToCents)}, en commission au-delà`,
    ],
  },
  {
    key: 'protection',
    label: 'Protection de l’emprunteur',
    lines: [conventionRegimeLabels[product.protection]],
  },
]

export const compareProducts = (before: ProductDefinition, after: ProductDefinition): DefinitionChange[] =>
  compareFields(
    [...describeProduct(before), sourcesOf(before)],
    [...describeProduct(after), sourcesOf(after)],
  )
