import { latestTaxIncome } from '#domain/budget/household-facts.ts'
import { ageOn } from '#domain/budget/snapshot.ts'
import { type Explanation, explain } from '#domain/explanation.ts'
import { compareToCeiling } from '#domain/income-ceilings/ceiling.ts'
import { incomeClass } from '#domain/income-ceilings/income-class.ts'
import { incomeClassLabels } from '#domain/income-ceilings/kinds.ts'
import { socialHousingCategory } from '#domain/income-ceilings/social-housing-category.ts'
import { anahZoneOf, socialHousingZoneOf } from '#domain/income-ceilings/zones.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { yearOf } from '#domain/plain-date.ts'
import type { MissingFact, RightsFacts, RightsTaxIncome } from '#domain/rights/facts.ts'
import { aidFamilyOf } from '#domain/rights/family.ts'

/** A class or a charge rather than an amount to open: what it says, why, what is missing to say it. */
export type Standing = {
  key: 'social-housing' | 'anah' | 'rent-supplement'
  label: string
  result: string | null
  because: string | null
  missing: MissingFact[]
  explanation: Explanation | null
}

const socialScales = ['plai', 'plus', 'pls'] as const

/** The scale of social housing: the lowest whose ceiling the tax income of year N−2 keeps within. */
export const socialHousingStanding = (facts: RightsFacts, params: ParameterReader): Standing => {
  const told = { key: 'social-housing', label: 'Logement social : PLAI, PLUS ou PLS' } as const
  const question = ceilingQuestion(facts, params)
  if ('missing' in question)
    return { ...told, result: null, because: null, explanation: null, missing: question.missing }
  const { taxIncome, zone, size } = question
  const answers = socialScales.flatMap((scale) => {
    const answer = compareToCeiling({ scale, zone, size }, taxIncome.rfrCents, params)
    return answer ? [{ scale, ...answer }] : []
  })
  const within = answers.find(({ isWithin }) => isWithin)
  return {
    ...told,
    missing: [],
    result: answers.length === 0 ? null : (within?.scale.toUpperCase() ?? 'Au-dessus du PLS'),
    because: answers.every(({ isOfYear }) => isOfYear) ? null : 'Plafonds de l’année la plus proche connue.',
    explanation: explainScale(within?.scale, answers, params),
  }
}

/** One *pourquoi ?* for the three scales: each is a step. */
const explainScale = (
  scale: (typeof socialScales)[number] | undefined,
  answers: readonly { explanation: Explanation }[],
  params: ParameterReader,
): Explanation | null =>
  answers.length === 0
    ? null
    : explain({
        label: 'Logement social',
        result: { kind: 'text', value: scale?.toUpperCase() ?? 'Au-dessus du PLS' },
        formula: 'le premier plafond qui n’est pas dépassé : PLAI, puis PLUS, puis PLS',
        inputs: [],
        sources: ['Arrêté du 29 juillet 1987'],
        parameters: [],
        asOf: params.onDate,
        steps: answers.map(({ explanation }) => explanation),
      })

/** The income class of the Anah, for works on a home owned. */
export const anahStanding = (facts: RightsFacts, params: ParameterReader): Standing => {
  const told = { key: 'anah', label: 'Catégorie de ressources de l’Anah (travaux)' } as const
  const taxIncome = latestTaxIncome(facts.taxIncomes, params.onDate)
  const missing: MissingFact[] = [
    ...(taxIncome ? [] : (['tax-income'] as const)),
    ...(facts.commune ? [] : (['commune'] as const)),
  ]
  if (!taxIncome || !facts.commune)
    return { ...told, result: null, because: null, missing, explanation: null }
  const zone = anahZoneOf(facts.commune.regionCode)
  const answer = incomeClass(
    { zone, persons: taxIncome.occupants, taxIncomeCents: taxIncome.rfrCents },
    params,
  )
  return {
    ...told,
    missing: [],
    result: answer?.incomeClass ? incomeClassLabels[answer.incomeClass] : null,
    because:
      (facts.answers.tenure ?? 'tenant') === 'owner'
        ? null
        : 'Utile à un propriétaire, occupant ou bailleur.',
    explanation: answer?.explanation ?? null,
  }
}

export type CeilingQuestion = { taxIncome: RightsTaxIncome; zone: 'paris' | 'idf' | 'other'; size: number }

/** What the ceilings of the arrêté of 29 July 1987 ask, or what is missing to ask them. */
export const ceilingQuestion = (
  { situation, taxIncomes, commune }: RightsFacts,
  params: ParameterReader,
): CeilingQuestion | { missing: MissingFact[] } => {
  const incomeYear = yearOf(params.onDate) - 2
  const taxIncome = taxIncomes.find((one) => one.incomeYear === incomeYear)
  if (!situation || !commune || !taxIncome)
    return {
      missing: [
        ...(situation ? [] : (['situation'] as const)),
        ...(taxIncome ? [] : (['tax-income-year'] as const)),
        ...(commune ? [] : (['commune'] as const)),
      ],
    }
  const { members } = situation
  const family = aidFamilyOf(members, params)
  const ages = members.map((member) => ageOn(member, params.onDate))
  const isYoungCouple =
    family.isCouple &&
    family.dependants === 0 &&
    ages.reduce((sum, age) => sum + age, 0) <= params.readNearest('social-housing.young-couple-ages')
  return {
    taxIncome,
    zone: socialHousingZoneOf(commune.communeCode, commune.regionCode),
    size: socialHousingCategory({ persons: members.length, dependants: family.dependants, isYoungCouple }),
  }
}
