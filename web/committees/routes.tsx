import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.committees, async () => (await import('#web/committees/CommitteesPage.tsx')).CommitteesPage),
  page(patterns.sitting, async () => (await import('#web/committees/SittingPage.tsx')).SittingPage),
]
