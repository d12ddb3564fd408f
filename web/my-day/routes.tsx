import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.myDay, async () => (await import('#web/my-day/MyDayPage.tsx')).MyDayPage),
  page(patterns.tasks, async () => (await import('#web/my-day/TasksPage.tsx')).TasksPage),
]
