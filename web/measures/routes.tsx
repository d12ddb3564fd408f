import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.support, async () => (await import('#web/measures/SupportFrame.tsx')).SupportHome),
]
