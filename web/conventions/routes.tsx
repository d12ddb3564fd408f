import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(
    patterns.conventions,
    async () => (await import('#web/conventions/ConventionsPage.tsx')).ConventionsPage,
  ),
  page(patterns.envelopes, async () => (await import('#web/envelopes/EnvelopesPage.tsx')).EnvelopesPage),
  page(patterns.envelope, async () => (await import('#web/envelopes/EnvelopePage.tsx')).EnvelopePage),
  page(patterns.transfers, async () => (await import('#web/envelopes/TransfersPage.tsx')).TransfersPage),
  page(
    patterns.conventionImport,
    async () => (await import('#web/conventions/ImportPage.tsx')).ConventionImportPage,
  ),
  page(
    patterns.conventionImported,
    async () => (await import('#web/conventions/ImportedPage.tsx')).ConventionImportedPage,
  ),
  page(patterns.convention, async () => (await import('#web/conventions/ConventionPage.tsx')).ConventionPage),
  page(
    patterns.conventionTerms,
    async () => (await import('#web/conventions/ConventionTermsPage.tsx')).ConventionTermsPage,
  ),
  page(
    patterns.conventionFinancings,
    async () => (await import('#web/conventions/FinancingsPage.tsx')).ConventionFinancingsPage,
  ),
]
