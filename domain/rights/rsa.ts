import { rsaBaseAmount, rsaCompositionOf } from '#domain/budget/rsa.ts'
import type { BudgetMember } from '#domain/budget/snapshot.ts'
import { centsInput, countInput, explain } from '#domain/explanation.ts'
import { type Cents, multiplyThenDivide } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { RightsFacts } from '#domain/rights/facts.ts'
import { someoneIsAtLeast } from '#domain/rights/family.ts'
import { countResources } from '#domain/rights/resource-bases.ts'
import { estimated, lacking, notDue, type RightEstimate, toCheck } from '#domain/rights/right-estimate.ts'

const one = 100_000

/**
 * The lump sum taken off the RSA of who is housed free or aided: a share of the amount for one, two or three persons
 * (CASF R.262-9, R.262-10).
 */
export const lodgingLumpSum = (persons: number, params: ParameterReader): Cents => {
  const size = Math.min(3, Math.max(1, persons))
  const coefficient =
    one + (size > 1 ? params.read('rsa.second-person') : 0) + (size > 2 ? params.read('rsa.third-person') : 0)
  const rate = params.read(`rsa.lodging-rate-${size}`)
  return multiplyThenDivide(params.read('rsa.base') * rate, coefficient, 10_000 * one)
}

/** The RSA of the household: its amount less its resources and the lodging lump sum (CASF L.262-2). */
export const rsaRight = (facts: RightsFacts, aid: RightEstimate, params: ParameterReader): RightEstimate => {
  const { situation, answers } = facts
  if (!params.has('rsa.base') || !params.has('rsa.lodging-rate-1'))
    return toCheck('rsa', facts, 'Aucun barème du RSA n’est connu à cette date.')
  if (!situation) return lacking('rsa', facts, ['situation'])
  const barred = whyNotRsa(situation.members, params)
  if (barred) return notDue('rsa', facts, barred)
  const composition = rsaCompositionOf(situation.members, params)
  const isIsolatedParent = answers.isIsolatedParent === true && !composition.isCouple
  const base = rsaBaseAmount({ ...composition, isIsolatedParent }, params)
  const counted = countResources('rsa', situation, params)
  const persons = 1 + composition.dependants + (composition.isCouple ? 1 : 0)
  const lodging = lodgingTaken(facts, aid, persons, params)
  const due = base.amountCents - counted.monthlyCents - lodging
  const amount = due >= params.read('rsa.least-paid') ? due : 0
  return estimated('rsa', facts, amount, {
    because: reservations(
      answers.isIsolatedParent === null && !composition.isCouple && composition.dependants > 0,
    ),
    explanation: explain({
      label: 'RSA par mois',
      result: { kind: 'cents', value: amount },
      formula: 'montant forfaitaire du foyer − ressources − forfait logement ; rien sous le minimum versé',
      inputs: [
        centsInput('Montant forfaitaire du foyer', base.amountCents),
        centsInput('Ressources par mois', counted.monthlyCents),
        centsInput('Forfait logement', lodging),
        countInput('Personnes du foyer', persons),
      ],
      sources: ['CASF L.262-2, R.262-9, R.262-10'],
      parameters: params
        .used()
        .filter(({ key }) => key.startsWith('rsa.lodging-rate-') || key === 'rsa.least-paid'),
      asOf: params.onDate,
      steps: [base.explanation, counted.explanation],
    }),
  })
}

const whyNotRsa = (members: readonly BudgetMember[], params: ParameterReader): string | null => {
  const least = params.read('rsa.least-age')
  const hasChild = rsaCompositionOf(members, params).dependants > 0
  if (!hasChild && !someoneIsAtLeast(members, least, params))
    return `Personne n’a ${least} ans ni d’enfant à charge : voir le contrat d’engagement jeune.`
  const retirement = params.readNearest('aspa.age')
  const adults = members.filter((member) => someoneIsAtLeast([member], least, params))
  return adults.length > 0 && adults.every((member) => someoneIsAtLeast([member], retirement, params))
    ? `À partir de ${retirement} ans, c’est l’ASPA qu’il faut demander d’abord.`
    : null
}

const reservations = (mayBeRaised: boolean): string =>
  `Sous réserve du droit au séjour et de la situation d’étudiant ; l’organisme regarde les trois derniers mois.${
    mayBeRaised ? ' Un parent isolé peut avoir la majoration : le dire ci-dessous.' : ''
  }`

/** Who is aided loses the lump sum within the aid; who pays no rent loses the whole of it. */
const lodgingTaken = (
  { answers, tenancy }: RightsFacts,
  aid: RightEstimate,
  persons: number,
  params: ParameterReader,
): Cents => {
  const lumpSum = lodgingLumpSum(persons, params)
  const tenure = answers.tenure ?? (tenancy ? 'tenant' : null)
  if (tenure === 'free' || tenure === 'owner') return lumpSum
  const aidCents = aid.inPaymentCents > 0 ? aid.inPaymentCents : (aid.monthlyCents ?? 0)
  return Math.min(lumpSum, aidCents)
}
