import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.procedure, async () => (await import('#web/procedures/ProcedurePage.tsx')).ProcedurePage),
  page(
    patterns.socialAssessment,
    async () => (await import('#web/procedures/AssessmentPage.tsx')).AssessmentPage,
  ),
]
