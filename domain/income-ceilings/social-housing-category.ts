/** Who lives there, as the arrêté of 29 July 1987 counts. */
export type HouseholdMake = {
  persons: number
  dependants: number
  /** A couple without dependant whose ages sum to 55 or less. */
  isYoungCouple?: boolean
  /** Someone holds the mobility inclusion card « invalidité ». */
  hasDisability?: boolean
}

const largestCategory = 6

/**
 * The category whose ceiling applies: as many as persons, one more for a person alone with dependants, for a young
 * couple or for a disability, never beyond the sixth that way (arrêté of 29 July 1987, art. 2).
 */
export const socialHousingCategory = ({
  persons,
  dependants,
  isYoungCouple = false,
  hasDisability = false,
}: HouseholdMake): number => {
  const isAloneWithDependants = persons >= 2 && persons - dependants === 1
  const countsOneMore = isAloneWithDependants || (isYoungCouple && persons === 2) || hasDisability
  return countsOneMore && persons < largestCategory ? persons + 1 : persons
}
