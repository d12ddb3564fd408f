import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.arrears, async () => (await import('#web/arrears/ArrearsPage.tsx')).ArrearsPage),
  page(
    patterns.regimeChange,
    async () => (await import('#web/arrears/RegimeChangePage.tsx')).RegimeChangePage,
  ),
  page(
    patterns.ladderLetters,
    async () => (await import('#web/arrears/LadderLettersPage.tsx')).LadderLettersPage,
  ),
  page(patterns.arrearsLine, async () => (await import('#web/arrears/ArrearsLinePage.tsx')).ArrearsLinePage),
  page(patterns.settingsLadder, async () => (await import('#web/arrears/LadderPage.tsx')).LadderPage),
]
