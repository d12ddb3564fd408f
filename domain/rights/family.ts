import { ageOn, type BudgetMember } from '#domain/budget/snapshot.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { AidFamily } from '#domain/rights/aid-facts.ts'

/** The household as the housing aid counts it: a couple or not, and those below the age of a dependant child. */
export const aidFamilyOf = (members: readonly BudgetMember[], params: ParameterReader): AidFamily => {
  const limit = params.readNearest('housing-aid.dependant-age')
  const isCouple = members.some(({ isPartner }) => isPartner)
  const young = members.filter((member) => !member.isPartner && ageOn(member, params.onDate) < limit).length
  const adults = members.length - young
  // A holder below that age is nobody's dependant.
  const holderIsYoung = adults === (isCouple ? 1 : 0) && young > 0
  return { isCouple, dependants: young - (holderIsYoung ? 1 : 0) }
}

/** Adults and dependants under the age of a person: who must be at least that old to claim. */
export const someoneIsAtLeast = (
  members: readonly BudgetMember[],
  age: number,
  params: ParameterReader,
): boolean => members.some((member) => ageOn(member, params.onDate) >= age)
