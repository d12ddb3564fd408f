import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(
    patterns.housingFile,
    async () => (await import('#web/housing-files/HousingFilePage.tsx')).HousingFilePage,
  ),
]
