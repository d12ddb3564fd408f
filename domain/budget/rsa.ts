import { ageOn, type BudgetMember } from '#domain/budget/snapshot.ts'
import { centsInput, countInput, type Explanation, explain } from '#domain/explanation.ts'
import { type Cents, multiplyThenDivide } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'

export type RsaComposition = { isCouple: boolean; dependants: number; isIsolatedParent?: boolean }
export type RsaAmount = { amountCents: Cents; explanation: Explanation }

const one = 100_000
const dependantAgeLimit = 25

/** The montant forfaitaire of the RSA for a household (CASF L.262-2). */
export function rsaBaseAmount(composition: RsaComposition, params: ParameterReader): RsaAmount {
  const base = params.readNearest('rsa.base')
  const coefficient = composition.isIsolatedParent
    ? params.readNearest('rsa.isolated-parent') +
      composition.dependants * params.readNearest('rsa.isolated-child')
    : ordinaryCoefficient(composition, params)
  const amountCents = multiplyThenDivide(base, coefficient, one)
  return {
    amountCents,
    explanation: explain({
      label: 'RSA, montant forfaitaire du foyer',
      result: { kind: 'cents', value: amountCents },
      formula: `montant de base × ${coefficient / one}`.replace('.', ','),
      inputs: [
        centsInput('Montant de base', base),
        { label: 'En couple', kind: 'boolean', value: composition.isCouple },
        countInput('Personnes à charge', composition.dependants),
      ],
      sources: ['CASF L.262-2'],
      parameters: params.used().filter(({ key }) => key.startsWith('rsa.')),
      asOf: params.onDate,
    }),
  }
}

/** +50 % for the second person, +30 % for each next one, +40 % from the third child on. */
function ordinaryCoefficient({ isCouple, dependants }: RsaComposition, params: ParameterReader): number {
  const others = dependants + (isCouple ? 1 : 0)
  const furtherChildren = Math.max(0, dependants - 2)
  const second = Math.min(1, others)
  return (
    one +
    second * params.readNearest('rsa.second-person') +
    (others - second - furtherChildren) * params.readNearest('rsa.third-person') +
    furtherChildren * params.readNearest('rsa.further-child')
  )
}

/** The RSA household among these members: a partner, and those under 25 as dependants. */
export function rsaCompositionOf(members: readonly BudgetMember[], params: ParameterReader): RsaComposition {
  const isCouple = members.some((member) => member.isPartner)
  const dependants = members.filter(
    (member) => !member.isPartner && ageOn(member, params.onDate) < dependantAgeLimit,
  )
  const holderIsYoung = dependants.length > 0 && dependants.length === members.length - (isCouple ? 1 : 0)
  return { isCouple, dependants: dependants.length - (holderIsYoung ? 1 : 0) }
}
