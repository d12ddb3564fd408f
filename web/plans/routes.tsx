import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.newPlan, async () => (await import('#web/plans/NewPlanPage.tsx')).NewPlanPage),
  page(patterns.plan, async () => (await import('#web/plans/PlanPage.tsx')).PlanPage),
]
