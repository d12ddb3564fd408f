import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.reception, async () => (await import('#web/reception/LinePage.tsx')).LinePage),
  page(patterns.receptionSlots, async () => (await import('#web/reception/SlotsPage.tsx')).SlotsPage),
  page(patterns.receptionFigures, async () => (await import('#web/reception/FiguresPage.tsx')).FiguresPage),
]
