import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.hearings, async () => (await import('#web/hearing-files/HearingsPage.tsx')).HearingsPage),
  page(patterns.hearing, async () => (await import('#web/hearing-files/HearingPage.tsx')).HearingPage),
]
