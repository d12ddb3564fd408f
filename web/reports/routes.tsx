import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.reports, async () => (await import('#web/reports/ReportsFrame.tsx')).ReportsHome),
  page(patterns.report, async () => (await import('#web/reports/ReportPage.tsx')).ReportPage),
  page(patterns.figureList, async () => (await import('#web/reports/FigureListPage.tsx')).FigureListPage),
  page(
    patterns.associationLeases,
    async () => (await import('#web/reports/AssociationLeasesPage.tsx')).AssociationLeasesPage,
  ),
]
