import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.programmes, async () => (await import('#web/programmes/ProgrammesPage.tsx')).ProgrammesPage),
  page(patterns.programme, async () => (await import('#web/programmes/ProgrammePage.tsx')).ProgrammePage),
  page(
    patterns.programmeVersion,
    async () => (await import('#web/programmes/ProgrammeVersionPage.tsx')).ProgrammeVersionPage,
  ),
  page(patterns.programmeDraft, async () => (await import('#web/programmes/DraftPage.tsx')).DraftPage),
]
