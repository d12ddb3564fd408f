import { type FinancingPlan, grossOf, type LiveAmounts } from '#domain/funding/financing-plan.ts'
import type { Cents } from '#domain/money.ts'

export type ComparedLine = {
  id: string
  part: 'cost' | 'resource'
  label: string
  /** Null where the line is not in that version. Costs are told with VAT. */
  beforeCents: Cents | null
  afterCents: Cents | null
  changeCents: Cents
  /** Something else than its amount: its name, its rule, its VAT. */
  isReworded: boolean
}

type Line = Pick<ComparedLine, 'id' | 'part' | 'label'> & { cents: Cents; rest: string }

const linesOf = ({ costs, resources }: FinancingPlan, live: LiveAmounts): Line[] => [
  ...costs.map(({ id, label, ...cost }) => ({
    id,
    part: 'cost' as const,
    label,
    cents: grossOf({ id, label, ...cost }),
    rest: JSON.stringify([label, cost.kind, cost.vatBasisPoints]),
  })),
  ...resources.map(({ id, label, cents, ...resource }) => ({
    id,
    part: 'resource' as const,
    label,
    cents: live.get(id) ?? cents,
    rest: JSON.stringify([
      label,
      resource.kind,
      resource.funderKind,
      resource.countsInCap,
      resource.reduction,
    ]),
  })),
]

/** Two versions of a plan side by side, line by line: first those of the later one, then those it dropped. */
export const comparePlans = (
  before: FinancingPlan,
  after: FinancingPlan,
  liveAfter: LiveAmounts = new Map(),
): ComparedLine[] => {
  const former = new Map(linesOf(before, new Map()).map((line) => [line.id, line]))
  const latter = linesOf(after, liveAfter)
  const kept = latter.map((line) => {
    const earlier = former.get(line.id)
    return {
      id: line.id,
      part: line.part,
      label: line.label,
      beforeCents: earlier?.cents ?? null,
      afterCents: line.cents,
      changeCents: line.cents - (earlier?.cents ?? 0),
      isReworded: earlier !== undefined && earlier.rest !== line.rest,
    }
  })
  const dropped = [...former.values()]
    .filter(({ id }) => !latter.some((line) => line.id === id))
    .map(({ id, part, label, cents }) => ({
      id,
      part,
      label,
      beforeCents: cents,
      afterCents: null,
      changeCents: -cents,
      isReworded: false,
    }))
  return [...kept, ...dropped]
}

/** The order in which a record names its fields says nothing. */
const inFieldOrder = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value

export const isSamePlan = (one: FinancingPlan, other: FinancingPlan): boolean =>
  JSON.stringify(one, inFieldOrder) === JSON.stringify(other, inFieldOrder)
