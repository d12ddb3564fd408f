import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.support, async () => (await import('#web/measures/SupportHome.tsx')).SupportHome),
  page(patterns.caseload, async () => (await import('#web/measures/CaseloadPage.tsx')).CaseloadPage),
  page(patterns.coverage, async () => (await import('#web/measures/CoveragePage.tsx')).CoveragePage),
  page(patterns.measure, async () => (await import('#web/measures/MeasurePage.tsx')).MeasurePage),
]
