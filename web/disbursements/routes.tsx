import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.payments, async () => (await import('#web/disbursements/PaymentsPage.tsx')).PaymentsPage),
  page(
    patterns.awaitingInvoices,
    async () => (await import('#web/disbursements/AwaitingInvoicesPage.tsx')).AwaitingInvoicesPage,
  ),
  page(patterns.payees, async () => (await import('#web/payees/PayeesPage.tsx')).PayeesPage),
  page(patterns.payee, async () => (await import('#web/payees/PayeePage.tsx')).PayeePage),
]
