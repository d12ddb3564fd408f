import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(
    patterns.housingProjects,
    async () => (await import('#web/housing-projects/HousingProjectsPage.tsx')).HousingProjectsPage,
  ),
  page(
    patterns.housingProject,
    async () => (await import('#web/housing-projects/HousingProjectPage.tsx')).HousingProjectPage,
  ),
]
