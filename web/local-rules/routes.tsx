import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(
    patterns.settingsLocalRules,
    async () => (await import('#web/local-rules/LocalRulesPage.tsx')).LocalRulesPage,
  ),
  page(
    patterns.settingsLocalRule,
    async () => (await import('#web/local-rules/LocalRulePage.tsx')).LocalRulePage,
  ),
  page(
    patterns.householdFsl,
    async () => (await import('#web/local-rules/FslRequestPage.tsx')).FslRequestPage,
  ),
]
