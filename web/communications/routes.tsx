import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.messages, async () => (await import('#web/communications/BatchesPage.tsx')).BatchesPage),
  page(patterns.newMessages, async () => (await import('#web/communications/NewBatchPage.tsx')).NewBatchPage),
  page(patterns.messageBatch, async () => (await import('#web/communications/BatchPage.tsx')).BatchPage),
  page(
    patterns.messageReturns,
    async () => (await import('#web/communications/ReturnsPage.tsx')).ReturnsPage,
  ),
  page(
    patterns.messageTemplates,
    async () => (await import('#web/communications/MessageTemplatesPage.tsx')).MessageTemplatesPage,
  ),
  page(
    patterns.messageTemplate,
    async () => (await import('#web/communications/MessageTemplatePage.tsx')).MessageTemplatePage,
  ),
]
