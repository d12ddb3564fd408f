import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

/** Outside any organisation: the mailbox of the demonstration. */
export const routes: RouteObject[] = [
  page(patterns.mailbox, async () => (await import('#web/casework/MailboxPage.tsx')).MailboxPage),
]
