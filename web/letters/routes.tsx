import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(
    patterns.settingsTemplates,
    async () => (await import('#web/letters/TemplatesPage.tsx')).TemplatesPage,
  ),
]
