import type { budget } from '#contract/budget.ts'
import type { Sent } from '#contract/endpoint.ts'
import type { ChargeKind, ResourceKind } from '#domain/budget/kinds.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'

type Content = Sent<typeof budget.addSnapshot>['content']
type Monthly<Kind extends string> = Partial<Record<Kind, Cents>>

/** A situation whose lines are all monthly, with their proofs seen. */
export const monthlyBudget = (
  onDate: PlainDate,
  members: Content['members'],
  resources: Monthly<ResourceKind>,
  charges: Monthly<ChargeKind>,
  comment?: string,
): Content => {
  const lines = <Kind extends string>(amounts: Monthly<Kind>) =>
    (Object.entries(amounts) as [Kind, Cents][]).map(([kind, amountCents]) => ({
      kind,
      amountCents,
      every: 'month' as const,
      proofSeen: true,
    }))
  return { onDate, members, resources: lines(resources), charges: lines(charges), comment: comment ?? null }
}
