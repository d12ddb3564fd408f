import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.products, async () => (await import('#web/products/ProductsPage.tsx')).ProductsPage),
  page(patterns.product, async () => (await import('#web/products/ProductPage.tsx')).ProductPage),
  page(
    patterns.productVersion,
    async () => (await import('#web/products/ProductVersionPage.tsx')).ProductVersionPage,
  ),
  page(
    patterns.productDraft,
    async () => (await import('#web/products/ProductDraftPage.tsx')).ProductDraftPage,
  ),
]
