import type { ChargeKind, ResourceKind } from '#domain/budget/kinds.ts'
import type { BudgetSnapshot } from '#domain/budget/snapshot.ts'
import type { Cents } from '#domain/money.ts'

export type LineChange = {
  side: 'resource' | 'charge'
  kind: ResourceKind | ChargeKind
  beforeCents: Cents
  afterCents: Cents
  differenceCents: Cents
}
export type SnapshotComparison = {
  lines: LineChange[]
  resourcesDifferenceCents: Cents
  chargesDifferenceCents: Cents
  balanceDifferenceCents: Cents
}
export declare function compareSnapshots(before: BudgetSnapshot, after: BudgetSnapshot): SnapshotComparison
