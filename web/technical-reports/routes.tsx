import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(
    patterns.technicalReports,
    async () => (await import('#web/technical-reports/TechnicalReportsPage.tsx')).TechnicalReportsPage,
  ),
  page(
    patterns.technicalReport,
    async () => (await import('#web/technical-reports/TechnicalReportPage.tsx')).TechnicalReportPage,
  ),
]
