import { allocate } from '#domain/allocate.ts'
import type { ReductionRule } from '#domain/funding/plan-kinds.ts'
import { type Cents, sumCents } from '#domain/money.ts'

export type CapLine = { id: string; cents: Cents; reduction: ReductionRule; rank: number }

export type CapCut = {
  excessCents: Cents
  cuts: { resourceId: string; cents: Cents }[]
  leftToDecideCents: Cents
}

/**
 * Brings public aids under their cap (handbook money §7.3): first the aid whose rule says that it reduces itself, then
 * automatic ones by rank, in proportion within a rank and exact to the cent; what is left is decided by people.
 */
export const cutToCap = (lines: readonly CapLine[], capCents: Cents): CapCut => {
  const excessCents = Math.max(0, sumCents(lines.map(({ cents }) => cents)) - capCents)
  const cuts = new Map<string, Cents>()
  let left = excessCents
  for (const group of inOrder(lines)) {
    if (left === 0) break
    const available = sumCents(group.map(({ cents }) => cents))
    const taken = Math.min(left, available)
    for (const [index, cents] of allocate(
      taken,
      group.map((line) => line.cents),
    ).entries()) {
      const line = group[index]
      if (line && cents > 0) cuts.set(line.id, cents)
    }
    left -= taken
  }
  return {
    excessCents,
    cuts: [...cuts].map(([resourceId, cents]) => ({ resourceId, cents })),
    leftToDecideCents: left,
  }
}

const inOrder = (lines: readonly CapLine[]): CapLine[][] => {
  const self = lines.filter(({ reduction }) => reduction === 'self')
  const automatic = lines.filter(({ reduction }) => reduction === 'automatic')
  const ranks = [...new Set(automatic.map(({ rank }) => rank))].toSorted((a, b) => a - b)
  return [self, ...ranks.map((rank) => automatic.filter((line) => line.rank === rank))].filter(
    (group) => group.length > 0,
  )
}
