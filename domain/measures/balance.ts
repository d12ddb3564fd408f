/** A caseload in tenths of an ordinary measure. */
export type Load = {
  membershipId: string
  name: string
  weightTenths: number
  /** Null: nobody said what they may carry. */
  capacityTenths: number | null
}
export type Waiting = {
  measureId: string
  weightTenths: number
  /** Who already follows the household. */
  followerIds: readonly string[]
}
export type Proposal = { measureId: string; membershipId: string; name: string; reason: string }

/** What an adviser is taken to carry while nobody says otherwise: some twenty-five ordinary measures. */
export const usualCapacityTenths = 250

/**
 * For each waiting measure, the one who already follows the household if they have room, else the least loaded for what
 * they can carry; each proposal counts for the next. Nobody is proposed beyond their capacity. A person decides.
 */
export const proposeAssignments = (waiting: readonly Waiting[], loads: readonly Load[]): Proposal[] => {
  const carried = new Map(loads.map((load) => [load.membershipId, load.weightTenths]))
  const proposals: Proposal[] = []
  for (const measure of waiting) {
    const free = loads.filter((load) => weightOf(load) + measure.weightTenths <= capacityOf(load))
    const known = leastLoaded(free.filter(({ membershipId }) => measure.followerIds.includes(membershipId)))
    const chosen = known ?? leastLoaded(free)
    if (!chosen) continue
    const why = known ? 'suit déjà ce ménage' : 'la personne la moins chargée'
    proposals.push({
      measureId: measure.measureId,
      membershipId: chosen.membershipId,
      name: chosen.name,
      reason: `${why} : ${decimal(weightOf(chosen))} sur ${decimal(capacityOf(chosen))}`,
    })
    carried.set(chosen.membershipId, weightOf(chosen) + measure.weightTenths)
  }
  return proposals

  function weightOf({ membershipId }: Load): number {
    return carried.get(membershipId) ?? 0
  }
  function leastLoaded(some: readonly Load[]): Load | undefined {
    return some.toSorted(
      (a, b) =>
        weightOf(a) * capacityOf(b) - weightOf(b) * capacityOf(a) ||
        (a.membershipId < b.membershipId ? -1 : 1),
    )[0]
  }
}

const capacityOf = ({ capacityTenths }: Load): number => capacityTenths ?? usualCapacityTenths
const decimal = (tenths: number): string => (tenths / 10).toFixed(1).replace('.', ',')
