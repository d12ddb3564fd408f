import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.deadlines, async () => (await import('#web/deadlines/DeadlinesPage.tsx')).DeadlinesPage),
  page(
    patterns.deadlineRehearsal,
    async () => (await import('#web/deadlines/RehearsalPage.tsx')).RehearsalPage,
  ),
]
