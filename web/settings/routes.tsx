import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.settings, async () => (await import('#web/settings/SettingsFrame.tsx')).SettingsHome),
  page(patterns.settingsMembers, async () => (await import('#web/settings/MembersPage.tsx')).MembersPage),
  page(
    patterns.settingsParameters,
    async () => (await import('#web/settings/ParametersPage.tsx')).ParametersPage,
  ),
  page(patterns.settingsTokens, async () => (await import('#web/settings/TokensPage.tsx')).TokensPage),
  page(
    patterns.settingsRetention,
    async () => (await import('#web/settings/RetentionPage.tsx')).RetentionPage,
  ),
  page(patterns.settingsJournal, async () => (await import('#web/settings/JournalPage.tsx')).JournalPage),
]
