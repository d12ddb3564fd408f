import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(
    patterns.funding,
    async () => (await import('#web/applications/ApplicationsPage.tsx')).ApplicationsPage,
  ),
  page(
    patterns.application,
    async () => (await import('#web/applications/ApplicationPage.tsx')).ApplicationPage,
  ),
  page(patterns.financingPlan, async () => (await import('#web/applications/PlanPage.tsx')).PlanPage),
]
