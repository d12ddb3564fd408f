import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(
    patterns.fundingFigures,
    async () => (await import('#web/funding-figures/FundingFiguresPage.tsx')).FundingFiguresPage,
  ),
]
