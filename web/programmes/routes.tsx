import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.programmes, async () => (await import('#web/programmes/ProgrammesPage.tsx')).ProgrammesPage),
]
