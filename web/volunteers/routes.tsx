import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.volunteers, async () => (await import('#web/volunteers/VolunteersPage.tsx')).VolunteersPage),
  page(
    patterns.ownHouseholds,
    async () => (await import('#web/volunteers/OwnHouseholdsPage.tsx')).OwnHouseholdsPage,
  ),
  page(
    patterns.ownHousehold,
    async () => (await import('#web/volunteers/OwnHouseholdPage.tsx')).OwnHouseholdPage,
  ),
]
