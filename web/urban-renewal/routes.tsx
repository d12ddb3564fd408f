import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(
    patterns.renewalProjects,
    async () => (await import('#web/urban-renewal/RenewalProjectsPage.tsx')).RenewalProjectsPage,
  ),
  page(
    patterns.renewalProject,
    async () => (await import('#web/urban-renewal/RenewalProjectPage.tsx')).RenewalProjectPage,
  ),
]
