import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.loans, async () => (await import('#web/loans/LoansPage.tsx')).LoansPage),
  page(patterns.loan, async () => (await import('#web/loans/LoanPage.tsx')).LoanPage),
]
