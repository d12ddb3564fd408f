import type { FinancingPlan } from '#domain/funding/financing-plan.ts'
import { vatRates } from '#domain/funding/plan-kinds.ts'
import { largestAmountCents } from '#domain/money.ts'
import { type DefinitionProblem, hasTwins, isBlank, when } from '#domain/programmes/check-definition.ts'

const isAmount = (cents: number) => Number.isSafeInteger(cents) && cents > 0 && cents <= largestAmountCents

/** What keeps a plan from being kept; a plan that does not balance is kept, and says so. */
export const checkPlan = ({ costs, resources, capBasisPoints }: FinancingPlan): DefinitionProblem[] => [
  ...when(hasTwins([...costs, ...resources].map(({ id }) => id)), 'lines', 'Une ligne figure deux fois.'),
  ...costs.flatMap(({ label, netCents, vatBasisPoints }, index) => [
    ...when(isBlank(label), `costs.${index}.label`, 'Nommez cette dépense.'),
    ...when(!isAmount(netCents), `costs.${index}.netCents`, 'Donnez un montant au-dessus de zéro.'),
    ...when(
      !vatRates.includes(vatBasisPoints),
      `costs.${index}.vatBasisPoints`,
      'Choisissez un taux de la liste.',
    ),
  ]),
  ...resources.flatMap(({ label, cents, kind, funderKind }, index) => [
    ...when(isBlank(label), `resources.${index}.label`, 'Nommez cette ressource.'),
    ...when(!isAmount(cents), `resources.${index}.cents`, 'Donnez un montant au-dessus de zéro.'),
    ...when(
      kind === 'subsidy' && funderKind === null,
      `resources.${index}.funderKind`,
      'Dites qui verse cette subvention.',
    ),
  ]),
  ...when(
    capBasisPoints !== null &&
      !(Number.isInteger(capBasisPoints) && capBasisPoints >= 0 && capBasisPoints <= 10_000),
    'capBasisPoints',
    'Le plafond va de 0 à 100 %.',
  ),
]
