import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(
    patterns.glidingLeases,
    async () => (await import('#web/housing/GlidingLeasesPage.tsx')).GlidingLeasesPage,
  ),
  page(patterns.homeSearches, async () => (await import('#web/housing/SearchesPage.tsx')).SearchesPage),
  page(patterns.approvals, async () => (await import('#web/housing/ApprovalsPage.tsx')).ApprovalsPage),
]
