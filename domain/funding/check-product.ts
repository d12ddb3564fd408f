import { isRepaidByInstalments, isRepaidBySubsidy } from '#domain/funding/kinds.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import { largestAmountCents } from '#domain/money.ts'
import {
  checkEligibility,
  type DefinitionProblem,
  hasTwins,
  isBlank,
  missing,
  when,
} from '#domain/programmes/check-definition.ts'

const mostMonths = 360
const mostDeferral = 60

/** What keeps a product from being published; empty when it is sound. Its shape is already known to be right. */
export const checkProduct = (product: ProductDefinition): DefinitionProblem[] => [
  ...checkIdentity(product),
  ...checkAmount(product),
  ...checkLength(product),
  ...checkRecurring(product),
  ...checkRules(product),
  ...checkEligibility(product),
]

const checkIdentity = ({ name, source, fields, purposes, from, to }: ProductDefinition) => [
  ...missing(isBlank(name), 'name', 'Donnez un nom au produit.'),
  ...missing(isBlank(source), 'source', 'Dites d’où viennent les règles : convention, décision, texte.'),
  ...missing(fields.length === 0, 'fields', 'Choisissez au moins un domaine.'),
  ...when(hasTwins(fields), 'fields', 'Un domaine est choisi deux fois.'),
  ...missing(purposes.length === 0, 'purposes', 'Dites à quoi sert l’argent.'),
  ...when(hasTwins(purposes), 'purposes', 'Un usage est choisi deux fois.'),
  ...when(from !== null && to !== null && to < from, 'to', 'La période finit avant de commencer.'),
]

const isAmount = (cents: number) => Number.isSafeInteger(cents) && cents > 0 && cents <= largestAmountCents

const checkAmount = ({ amount: { minCents, maxCents, stepCents }, kind }: ProductDefinition) => [
  ...when(
    minCents !== null && !isAmount(minCents),
    'amount.minCents',
    'Donnez un montant au-dessus de zéro.',
  ),
  ...when(
    maxCents !== null && !isAmount(maxCents),
    'amount.maxCents',
    'Donnez un montant au-dessus de zéro.',
  ),
  ...when(
    minCents !== null && maxCents !== null && minCents > maxCents,
    'amount.minCents',
    'Le minimum dépasse le maximum.',
  ),
  ...when(
    ![1, 100, 1_000, 10_000].includes(stepCents),
    'amount.stepCents',
    'Choisissez un arrondi de la liste.',
  ),
  ...missing(
    maxCents === null && (kind === 'loan' || kind === 'microcredit'),
    'amount.maxCents',
    'Donnez le montant le plus élevé d’un prêt.',
  ),
]

const checkLength = ({ kind, length, convention }: ProductDefinition) => {
  if (!isRepaidByInstalments(kind) && !isRepaidBySubsidy(kind))
    return when(length !== null, 'length', 'Une aide n’a pas de durée de remboursement.')
  if (length === null) return missing(true, 'length', 'Donnez les durées possibles, en mois.')
  const { minMonths, maxMonths, maxDeferralMonths } = length
  const isWhole = (months: number, least: number, most: number) =>
    Number.isInteger(months) && months >= least && months <= most
  return [
    ...when(!isWhole(minMonths, 1, mostMonths), 'length.minMonths', `Donnez de 1 à ${mostMonths} mois.`),
    ...when(!isWhole(maxMonths, 1, mostMonths), 'length.maxMonths', `Donnez de 1 à ${mostMonths} mois.`),
    ...when(minMonths > maxMonths, 'length.minMonths', 'La durée minimale dépasse la maximale.'),
    ...when(
      !isWhole(maxDeferralMonths, 0, mostDeferral),
      'length.maxDeferralMonths',
      `Le différé va de 0 à ${mostDeferral} mois.`,
    ),
    ...missing(
      isRepaidByInstalments(kind) && convention === null,
      'convention',
      'Dites comment l’échéance est arrondie.',
    ),
  ]
}

const mostAidMonths = 24

const checkRecurring = ({ kind, recurring }: ProductDefinition) => {
  if (kind !== 'recurring-aid')
    return when(recurring !== null, 'recurring', 'Seule une aide mensuelle a un montant par mois.')
  if (recurring === null)
    return missing(true, 'recurring', 'Donnez le montant par mois et le nombre de mois.')
  const { monthlyCents, maxMonths } = recurring
  return [
    ...when(!isAmount(monthlyCents), 'recurring.monthlyCents', 'Donnez un montant au-dessus de zéro.'),
    ...when(
      !(Number.isInteger(maxMonths) && maxMonths >= 1 && maxMonths <= mostAidMonths),
      'recurring.maxMonths',
      `Donnez de 1 à ${mostAidMonths} mois.`,
    ),
  ]
}

const checkRules = ({
  charges,
  guarantees,
  documents,
  delegationUpToCents,
  amount,
  kind,
}: ProductDefinition) => [
  ...when(
    !(Number.isSafeInteger(charges.fileFeeCents) && charges.fileFeeCents >= 0),
    'charges.fileFeeCents',
    'Les frais sont nuls ou positifs.',
  ),
  ...when(
    charges.fileFeeCents > 0 && !isRepaidByInstalments(kind),
    'charges.fileFeeCents',
    'Des frais ne se demandent que pour un prêt.',
  ),
  ...when(hasTwins(guarantees), 'guarantees', 'Une garantie est choisie deux fois.'),
  ...when(hasTwins(documents), 'documents', 'Une pièce est demandée deux fois.'),
  ...when(
    delegationUpToCents !== null && !isAmount(delegationUpToCents),
    'delegationUpToCents',
    'Donnez un montant au-dessus de zéro, ou laissez vide.',
  ),
  ...when(
    delegationUpToCents !== null && amount.minCents !== null && delegationUpToCents < amount.minCents,
    'delegationUpToCents',
    'Cette délégation est sous le montant minimal : elle ne servirait jamais.',
  ),
]
