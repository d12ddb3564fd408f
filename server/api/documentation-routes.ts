import { Hono } from 'hono'
import type { Endpoint } from '#contract/endpoint.ts'
import { apiPage } from '#server/api/api-page.ts'
import { openApi } from '#server/api/openapi.ts'
import { version } from '#server/health.ts'

/** `GET /api` for people, `GET /api/openapi.json` for software; each written once, when first asked. */
export const documentationRoutes = (endpoints: readonly Endpoint[], url: string): Hono => {
  const routes = new Hono()
  let document: string | undefined
  let page: string | undefined
  routes.get('/api/openapi.json', (c) => {
    document ??= JSON.stringify(openApi(endpoints, url, version))
    return c.body(document, 200, { 'content-type': 'application/json; charset=utf-8' })
  })
  routes.get('/api', (c) => {
    page ??= apiPage(endpoints, url)
    return c.html(page)
  })
  return routes
}
