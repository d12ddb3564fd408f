import type { ProductDefinition } from '#domain/funding/product.ts'
import { type Cents, formatEuros } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'

/** A grant that somebody is about to decide. */
export type ProposedGrant = { cents: Cents; months: number | null }

export type LineTerms = {
  requestedCents: Cents
  product: Pick<ProductDefinition, 'kind' | 'amount' | 'length' | 'delegationUpToCents' | 'recurring'>
}

const grantRefusalRows = {
  'no-amount': 'Le montant accordé doit être supérieur à zéro.',
  'more-than-requested': 'Le montant accordé dépasse le montant demandé.',
  'amount-out-of-bounds': 'Ce montant n’est pas dans les limites du produit.',
  'amount-not-a-multiple': 'Ce montant n’est pas un multiple de l’arrondi du produit.',
  'months-needed': 'Ce produit demande une durée en mois.',
  'months-out-of-bounds': 'Cette durée n’est pas dans les limites du produit.',
  'too-many-in-a-row': 'Cette aide durerait trop de mois de suite, avec ce qui est déjà accordé au ménage.',
} as const
export type GrantRefusal = keyof typeof grantRefusalRows
export const grantRefusals: Readonly<Record<GrantRefusal, string>> = grantRefusalRows

/** Whether the product allows what is proposed; bounds are included. */
export const checkGrant = (
  { requestedCents, product }: LineTerms,
  grant: ProposedGrant,
): GrantRefusal | null => {
  const { cents, months } = grant
  if (!Number.isSafeInteger(cents) || cents <= 0) return 'no-amount'
  if (cents > requestedCents) return 'more-than-requested'
  const { minCents, maxCents, stepCents } = product.amount
  if ((minCents !== null && cents < minCents) || (maxCents !== null && cents > maxCents))
    return 'amount-out-of-bounds'
  if (stepCents > 1 && cents % stepCents !== 0) return 'amount-not-a-multiple'
  return checkMonths(product, grant, months)
}

const checkMonths = (
  { length, recurring }: LineTerms['product'],
  { cents }: ProposedGrant,
  months: number | null,
): GrantRefusal | null => {
  if (recurring !== null) {
    if (months === null) return 'months-needed'
    const isWithin = months >= 1 && months <= recurring.maxMonths && cents <= recurring.monthlyCents * months
    return isWithin ? null : 'months-out-of-bounds'
  }
  if (length === null) return null
  if (months === null) return 'months-needed'
  return months < length.minMonths || months > length.maxMonths ? 'months-out-of-bounds' : null
}

/** What a person was allowed to decide alone. */
export type Delegation = {
  productId: string | null
  maxCents: Cents
  fromOn: PlainDate
  untilOn: PlainDate | null
}

/** The highest amount a person decides alone for a product on a day; null: none, the committee decides. */
export const delegationLimit = (
  delegations: readonly Delegation[],
  product: { id: string; delegationUpToCents: Cents | null },
  on: PlainDate,
): Cents | null => {
  if (product.delegationUpToCents === null) return null
  const own = delegations.filter(
    ({ productId, fromOn, untilOn }) =>
      (productId === null || productId === product.id) && fromOn <= on && (untilOn === null || on <= untilOn),
  )
  // What names the product is meant for it: a general permission does not raise it.
  const named = own.filter(({ productId }) => productId !== null)
  const held = named.length > 0 ? named : own
  if (held.length === 0) return null
  return Math.min(product.delegationUpToCents, Math.max(...held.map(({ maxCents }) => maxCents)))
}

const aloneRefusalRows = {
  'instructed-it-yourself':
    'Vous avez instruit ce dossier : une autre personne doit décider (règle des quatre yeux).',
  'no-delegation': 'Vous n’avez pas de délégation pour ce produit : la commission décide.',
  'above-delegation': 'Ce montant dépasse votre délégation : la commission décide.',
} as const
export type AloneRefusal = keyof typeof aloneRefusalRows
export const aloneRefusals: Readonly<Record<AloneRefusal, string>> = aloneRefusalRows

/** Whether one person may decide alone. The bound is included. */
export const checkAlone = (
  limit: Cents | null,
  cents: Cents,
  hasInstructed: boolean,
): AloneRefusal | null => {
  if (hasInstructed) return 'instructed-it-yourself'
  if (limit === null) return 'no-delegation'
  return cents > limit ? 'above-delegation' : null
}

export const tellDelegation = (limit: Cents | null): string =>
  limit === null
    ? 'Vous n’avez pas de délégation pour ce produit : la commission décide.'
    : `Vous décidez seul jusqu’à ${formatEuros(limit)} compris.`
