import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.bankFiles, async () => (await import('#web/bank-files/FilesPage.tsx')).FilesPage),
  page(patterns.bankFile, async () => (await import('#web/bank-files/FilePage.tsx')).FilePage),
  page(patterns.sepaMandates, async () => (await import('#web/bank-files/MandatesPage.tsx')).MandatesPage),
  page(patterns.bank, async () => (await import('#web/bank-files/MatchingPage.tsx')).MatchingPage),
  page(
    patterns.bankStatements,
    async () => (await import('#web/bank-files/StatementsPage.tsx')).StatementsPage,
  ),
  page(
    patterns.bankAccounts,
    async () => (await import('#web/bank-files/BankAccountsPage.tsx')).BankAccountsPage,
  ),
]
