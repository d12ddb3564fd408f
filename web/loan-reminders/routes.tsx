import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(
    patterns.loanReminders,
    async () => (await import('#web/loan-reminders/LoanRemindersPage.tsx')).LoanRemindersPage,
  ),
]
