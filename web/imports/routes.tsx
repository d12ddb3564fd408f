import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.imports, async () => (await import('#web/imports/ImportsPage.tsx')).ImportsPage),
  page(patterns.import, async () => (await import('#web/imports/ImportPage.tsx')).ImportPage),
]
