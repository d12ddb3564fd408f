import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.ledgerEntries, async () => (await import('#web/ledger/EntriesPage.tsx')).EntriesPage),
  page(patterns.ledgerAccounts, async () => (await import('#web/ledger/AccountsPage.tsx')).AccountsPage),
  page(patterns.ledgerBooks, async () => (await import('#web/ledger/BooksPage.tsx')).BooksPage),
]
