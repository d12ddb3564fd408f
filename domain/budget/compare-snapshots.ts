import { type ChargeKind, chargeKinds, type ResourceKind, resourceKinds } from '#domain/budget/kinds.ts'
import {
  type BudgetSnapshot,
  monthlyChargesCents,
  monthlyResourcesCents,
  monthlySum,
} from '#domain/budget/snapshot.ts'
import type { Cents } from '#domain/money.ts'

export type LineChange = { beforeCents: Cents; afterCents: Cents; differenceCents: Cents } & (
  | { side: 'resource'; kind: ResourceKind }
  | { side: 'charge'; kind: ChargeKind }
)

export type SnapshotComparison = {
  /** The kinds present in either, changed or not, resources first. */
  lines: LineChange[]
  resourcesDifferenceCents: Cents
  chargesDifferenceCents: Cents
  balanceDifferenceCents: Cents
}

/** Two situations of a household side by side, brought to the month. */
export function compareSnapshots(before: BudgetSnapshot, after: BudgetSnapshot): SnapshotComparison {
  const resources = resourceKinds.map((kind): LineChange => {
    const is = (other: ResourceKind) => other === kind
    return {
      side: 'resource',
      kind,
      ...difference(monthlySum(before.resources, is), monthlySum(after.resources, is)),
    }
  })
  const charges = chargeKinds.map((kind): LineChange => {
    const is = (other: ChargeKind) => other === kind
    return {
      side: 'charge',
      kind,
      ...difference(monthlySum(before.charges, is), monthlySum(after.charges, is)),
    }
  })
  const resourcesDifferenceCents = monthlyResourcesCents(after) - monthlyResourcesCents(before)
  const chargesDifferenceCents = monthlyChargesCents(after) - monthlyChargesCents(before)
  return {
    lines: [...resources, ...charges].filter((line) => line.beforeCents !== 0 || line.afterCents !== 0),
    resourcesDifferenceCents,
    chargesDifferenceCents,
    balanceDifferenceCents: resourcesDifferenceCents - chargesDifferenceCents,
  }
}

function difference(
  beforeCents: Cents,
  afterCents: Cents,
): { beforeCents: Cents; afterCents: Cents; differenceCents: Cents } {
  return { beforeCents, afterCents, differenceCents: afterCents - beforeCents }
}
