import { isFactTest } from '#domain/programmes/conditions.ts'
import type { ProgrammeDefinition, ProgrammeLength } from '#domain/programmes/definition.ts'
import { houseTestKeys } from '#domain/programmes/eligibility.ts'
import { type Condition, eligibilityFacts, type FactKey } from '#domain/programmes/eligibility-facts.ts'
import { territoryKey } from '#domain/territories/kinds.ts'

/** What is wrong, and where: `eligibility.2.condition`. What is only not written yet is `isMissing`. */
export type DefinitionProblem = { path: string; message: string; isMissing: boolean }

/** What keeps a definition from being published; empty when it is sound. Its shape is already known to be right. */
export const checkDefinition = (definition: ProgrammeDefinition): DefinitionProblem[] => [
  ...checkIdentity(definition),
  ...checkOpenTo(definition),
  ...checkEligibility(definition),
  ...checkPhases(definition),
  ...checkLength(definition.length),
  ...checkFollowing(definition),
  ...checkAccounts(definition),
]

const problem = (path: string, message: string): DefinitionProblem => ({ path, message, isMissing: false })
export const when = (isWrong: boolean, path: string, message: string): DefinitionProblem[] =>
  isWrong ? [problem(path, message)] : []
export const missing = (isMissing: boolean, path: string, message: string): DefinitionProblem[] =>
  isMissing ? [{ path, message, isMissing }] : []
export const isBlank = (text: string) => text.trim() === ''
export const hasTwins = (values: readonly string[]) => new Set(values).size < values.length

const checkIdentity = ({ name, source, from, to }: ProgrammeDefinition) => [
  ...missing(isBlank(name), 'name', 'Donnez un nom au dispositif.'),
  ...missing(
    isBlank(source),
    'source',
    'Dites d’où viennent les règles : texte, convention, appel d’offres.',
  ),
  ...when(from !== null && to !== null && to < from, 'to', 'La période finit avant de commencer.'),
]

const checkOpenTo = ({ territory, territories = [], prescribers, publics }: ProgrammeDefinition) => [
  ...when(hasTwins(territories.map(territoryKey)), 'territories', 'Un territoire est choisi deux fois.'),
  ...missing(territory.some(isBlank), 'territory', 'Un lieu est vide.'),
  ...when(hasTwins(territory), 'territory', 'Un lieu est écrit deux fois.'),
  ...missing(prescribers.length === 0, 'prescribers', 'Dites qui peut demander une mesure.'),
  ...when(hasTwins(prescribers), 'prescribers', 'Un prescripteur est choisi deux fois.'),
  ...when(hasTwins(publics), 'publics', 'Un public est choisi deux fois.'),
]

/** The conditions of a programme, or of whatever else has conditions. */
export const checkEligibility = ({
  eligibility,
}: Pick<ProgrammeDefinition, 'eligibility'>): DefinitionProblem[] => [
  ...when(
    hasTwins(eligibility.map(({ key }) => key)),
    'eligibility',
    'Deux conditions portent le même repère.',
  ),
  ...eligibility.flatMap((test, index) => {
    const path = `eligibility.${index}`
    return [
      ...when(
        isBlank(test.key) || (houseTestKeys as readonly string[]).includes(test.key),
        `${path}.key`,
        'Ce repère est déjà pris par la maison.',
      ),
      ...missing(isBlank(test.source), `${path}.source`, 'Dites d’où vient cette condition.'),
      ...(isFactTest(test)
        ? checkCondition(`${path}.condition`, test.fact, test.condition)
        : missing(isBlank(test.question), `${path}.question`, 'Écrivez la question à poser.')),
    ]
  }),
  ...checkBounds(eligibility),
]

const isBound = (condition: Condition) => condition.is === 'at-most' || condition.is === 'at-least'
const isYesNo = (condition: Condition) => condition.is === 'true' || condition.is === 'false'

const checkCondition = (path: string, fact: FactKey, condition: Condition): DefinitionProblem[] => {
  const row = eligibilityFacts[fact]
  if (row.is === 'choice') {
    if (isBound(condition) || isYesNo(condition))
      return [problem(path, 'Cette condition se choisit dans une liste.')]
    const { values } = condition as { values: string[] }
    return [
      ...missing(values.length === 0, path, 'Choisissez au moins une valeur.'),
      ...when(hasTwins(values), path, 'Une valeur est choisie deux fois.'),
      ...when(
        !values.every((value) => Object.hasOwn(row.choices, value)),
        path,
        'Une valeur n’est pas dans la liste.',
      ),
    ]
  }
  if (row.is === 'yes-no') return when(!isYesNo(condition), path, 'Cette condition se répond par oui ou non.')
  if (!('value' in condition)) return [problem(path, 'Cette condition demande un minimum ou un maximum.')]
  const isWhole = Number.isSafeInteger(condition.value) && condition.value >= 0
  return when(!isWhole, path, 'Donnez un nombre positif ou nul.')
}

/** A fact that must be both at least 30 and at most 25 lets nobody in. */
const checkBounds = (eligibility: ProgrammeDefinition['eligibility']): DefinitionProblem[] =>
  eligibility.flatMap((low, index) => {
    if (!isFactTest(low) || low.condition.is !== 'at-least') return []
    const { value } = low.condition
    const isImpossible = eligibility.some(
      (high) =>
        isFactTest(high) &&
        high.fact === low.fact &&
        high.condition.is === 'at-most' &&
        high.condition.value < value,
    )
    return when(
      isImpossible,
      `eligibility.${index}.condition`,
      'Ce minimum dépasse le maximum demandé : personne n’entrerait.',
    )
  })

const checkPhases = ({ phases }: ProgrammeDefinition) => [
  ...missing(
    phases.some(({ key, label }) => isBlank(key) || isBlank(label)),
    'phases',
    'Une phase n’a pas de nom.',
  ),
  ...when(hasTwins(phases.map(({ key }) => key)), 'phases', 'Deux phases portent le même repère.'),
  ...when(hasTwins(phases.map(({ label }) => label)), 'phases', 'Deux phases portent le même nom.'),
]

const longestMonths = 240
const isMonths = (value: number) => Number.isInteger(value) && value >= 1 && value <= longestMonths
const isWrongMonths = (value: number | null) => value !== null && !isMonths(value)
const isRising = (values: readonly number[]) =>
  values.every((value, index) => index === 0 || value > (values[index - 1] ?? 0))

const months = 'Donnez un nombre de mois entier, entre 1 et 240.'

const checkLength = (length: ProgrammeLength): DefinitionProblem[] => {
  const { firstMonths, renewals, renewalMonths, totalMonths, alertMonths } = length
  const fields = [
    ...when(isWrongMonths(firstMonths), 'length.firstMonths', months),
    ...when(isWrongMonths(renewalMonths), 'length.renewalMonths', months),
    ...when(isWrongMonths(totalMonths), 'length.totalMonths', months),
    ...when(!alertMonths.every(isMonths), 'length.alertMonths', months),
    ...when(
      !isRising(alertMonths),
      'length.alertMonths',
      'Rangez les mois d’alerte du plus proche au plus lointain, sans doublon.',
    ),
    ...when(
      renewals !== null && !(Number.isInteger(renewals) && renewals >= 0 && renewals <= 60),
      'length.renewals',
      'Donnez un nombre de renouvellements entre 0 et 60.',
    ),
  ]
  return fields.length > 0 ? fields : checkTotal(length)
}

const checkTotal = ({
  firstMonths,
  renewals,
  renewalMonths,
  totalMonths,
  limit,
  alertMonths,
}: ProgrammeLength) => {
  if (limit === 'none')
    return when(totalMonths !== null, 'length.totalMonths', 'Sans limite, il n’y a pas de durée totale.')
  if (totalMonths === null)
    return [problem('length.totalMonths', 'Donnez la durée totale, ou choisissez « selon les besoins ».')]
  const first = firstMonths ?? totalMonths
  const renewed = renewals === null || renewalMonths === null ? 0 : renewals * renewalMonths
  const isFixed = limit === 'fixed'
  return [
    ...when(first > totalMonths, 'length.firstMonths', 'La première période dépasse la durée totale.'),
    ...when(
      isFixed && first <= totalMonths && first + renewed > totalMonths,
      'length.renewals',
      'Avec tous ses renouvellements, la mesure dépasserait la durée totale.',
    ),
    ...when(
      isFixed && alertMonths.some((month) => month > totalMonths),
      'length.alertMonths',
      'Une alerte tombe après la fin de la mesure.',
    ),
  ]
}

const checkFollowing = ({ documents, rhythm, objectives, reviewEveryMonths, exits }: ProgrammeDefinition) => [
  ...when(
    hasTwins(documents.map(({ kind, moment }) => `${kind} ${moment}`)),
    'documents',
    'Une pièce est demandée deux fois au même moment.',
  ),
  ...when(
    rhythm.kind === 'fixed' &&
      !(Number.isInteger(rhythm.everyWeeks) && rhythm.everyWeeks >= 1 && rhythm.everyWeeks <= 52),
    'rhythm',
    'Donnez un rythme entre une et 52 semaines.',
  ),
  ...missing(objectives.length === 0, 'objectives', 'Choisissez au moins un objectif.'),
  ...when(hasTwins(objectives), 'objectives', 'Un objectif est choisi deux fois.'),
  ...when(isWrongMonths(reviewEveryMonths), 'reviewEveryMonths', months),
  ...missing(exits.length === 0, 'exits', 'Dites comment une mesure peut finir.'),
  ...when(hasTwins(exits), 'exits', 'Une sortie est choisie deux fois.'),
]

const checkAccounts = ({ evaluationMonths, capacity, indicators, weightTenths }: ProgrammeDefinition) => [
  ...when(
    !evaluationMonths.every(isMonths) || !isRising(evaluationMonths),
    'evaluationMonths',
    'Rangez les évaluations de la plus proche à la plus lointaine, en mois entiers.',
  ),
  ...when(
    capacity !== null && !(Number.isInteger(capacity) && capacity >= 1),
    'capacity',
    'Donnez un nombre de mesures d’au moins 1, ou laissez vide.',
  ),
  ...when(hasTwins(indicators), 'indicators', 'Un indicateur est choisi deux fois.'),
  ...when(
    indicators.includes('evaluated-at-6-months') && !evaluationMonths.includes(6),
    'indicators',
    'L’indicateur à 6 mois demande une évaluation à 6 mois.',
  ),
  ...when(
    indicators.includes('evaluated-at-12-months') && !evaluationMonths.includes(12),
    'indicators',
    'L’indicateur à 12 mois demande une évaluation à 12 mois.',
  ),
  ...when(
    !(Number.isInteger(weightTenths) && weightTenths >= 1 && weightTenths <= 100),
    'weightTenths',
    'Donnez un poids entre 0,1 et 10 mesures ordinaires.',
  ),
]
