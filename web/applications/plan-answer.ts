import type { LiveAmounts } from '#domain/funding/financing-plan.ts'
import type { api } from '#web/client.ts'

export type PlanAnswer = Awaited<ReturnType<typeof api.financingPlans.open>>
export type Subsidy = PlanAnswer['subsidies'][number]

/** What each requested subsidy brings now, in the place of what the plan says. */
export const liveOf = ({ subsidies }: Pick<PlanAnswer, 'subsidies'>): LiveAmounts =>
  new Map(subsidies.map(({ resourceId, liveCents }) => [resourceId, liveCents]))
