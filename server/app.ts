import { serveStatic } from '@hono/node-server/serve-static'
import type { Context, Hono } from 'hono'
import { endpoints } from '#contract/index.ts'
import { documentationRoutes } from '#server/api/documentation-routes.ts'
import { createApi } from '#server/api/http.ts'
import { feedRoutes } from '#server/casework/feed-routes.ts'
import { deliveryRoutes } from '#server/communications/delivery-routes.ts'
import { publicSessionRoutes } from '#server/group-sessions/public-routes.ts'
import { healthRoutes } from '#server/health.ts'
import type { House } from '#server/house.ts'
import type { Auth } from '#server/identity/auth.ts'
import { firstAccessRoutes } from '#server/identity/first-access-page.ts'
import { identityRoutes } from '#server/identity/routes.ts'
import { mailboxRoutes } from '#server/outside/mailbox-routes.ts'
import { mailRoutes } from '#server/referrals/mail-routes.ts'
import { publicFormRoutes } from '#server/referrals/public-form-routes.ts'
import { useCases } from '#server/use-cases.ts'

/** Everything that is served on the one port: the API, then the built web application. */
export const createApp = (house: House, auth: Auth, jobsRun: boolean): Hono => {
  const app = createApi(house, auth, useCases)
  app.route('/', healthRoutes(house, jobsRun))
  app.route('/', identityRoutes(house, auth))
  app.route('/', firstAccessRoutes(house, auth))
  app.route('/', feedRoutes(house))
  app.route('/', mailboxRoutes(house))
  app.route('/', deliveryRoutes(house))
  app.route('/', publicFormRoutes(house))
  app.route('/', mailRoutes(house))
  app.route('/', publicSessionRoutes(house))
  app.route('/', documentationRoutes(endpoints, house.url))
  app.all('/api/*', (c) => c.json({ error: 'unknown-endpoint', message: 'Adresse inconnue.' }, 404))
  app.use('/assets/*', async (c, next) => {
    await next()
    if (c.res.ok) c.header('cache-control', 'public, max-age=31536000, immutable')
  })
  const root = house.config.webRoot
  /** A page kept from before an upgrade would ask for scripts that are gone. */
  const onFound = (path: string, c: Context) => {
    if (path.includes('index.html')) c.header('cache-control', 'no-cache')
  }
  app.use('*', serveStatic({ root, precompressed: true, onFound }))
  app.get('/assets/*', (c) => c.notFound())
  app.get('*', serveStatic({ root, path: 'index.html', precompressed: true, onFound }))
  return app
}
