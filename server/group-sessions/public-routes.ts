import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import {
  PublicCancellation,
  PublicSessions,
  PublicSignUp,
  PublicSignUpAnswer,
} from '#contract/group-sessions.ts'
import { invalid } from '#server/api/answer.ts'
import { limitCalls } from '#server/api/limit-calls.ts'
import { callerAddress } from '#server/api/remote-address.ts'
import type { House } from '#server/house.ts'
import {
  findPublished,
  type Published,
  readPublicPage,
  tagOf,
  writeSessionCalendar,
  writeSessionFeed,
} from './public-sessions.ts'
import { readCancellation, type SignUpOutcome, signUpFromPublic } from './public-sign-up.ts'

type Refusal = Exclude<SignUpOutcome['outcome'], 'seated' | 'waiting'>

const refusals: Readonly<Record<Refusal, { status: 400 | 404 | 409 | 429; message: string }>> = {
  'no-page': { status: 404, message: 'Cette organisation ne publie pas ses séances.' },
  'too-many': {
    status: 429,
    message: 'Trop d’inscriptions sont venues de cette connexion. Réessayez dans une heure, ou téléphonez.',
  },
  'too-fast': { status: 400, message: 'Prenez quelques secondes pour relire, puis envoyez à nouveau.' },
  'too-old': {
    status: 400,
    message:
      'Cette page est ouverte depuis trop longtemps. Ce que vous avez écrit est conservé : rechargez-la, puis envoyez.',
  },
  'not-ours': {
    status: 400,
    message: 'L’inscription n’a pas pu être vérifiée. Rechargez la page, puis envoyez à nouveau.',
  },
  'session-over': { status: 409, message: 'On ne peut plus s’inscrire à cette séance.' },
  'more-than-capacity': {
    status: 409,
    message: 'Votre groupe est plus nombreux que la séance n’a de places.',
  },
  'no-way-to-tell': {
    status: 400,
    message: 'Donnez un courriel ou un téléphone : nous devons pouvoir vous prévenir si la séance change.',
  },
}

const refuse = (c: Context, reason: Refusal) =>
  c.json({ error: reason, message: refusals[reason].message }, refusals[reason].status)

/** What anyone may see and do without an account: no cookie, no third party, no personal data going out. */
export const publicSessionRoutes = (house: House): Hono => {
  const routes = new Hono()
  routes.use('/api/public-sessions/*', limitCalls(house, 60))
  routes.use('/flux/*', limitCalls(house, 60))
  routes.get('/api/public-sessions/:slug', async (c) => {
    const page = await readPublicPage(house, c.req.param('slug'))
    return page ? c.json(PublicSessions.parse(page)) : refuse(c, 'no-page')
  })
  routes.post('/api/public-sessions/:slug', bodyLimit({ maxSize: 20_000 }), async (c) => {
    if (!c.req.header('content-type')?.startsWith('application/json')) return refuse(c, 'not-ours')
    const request = PublicSignUp.safeParse(await c.req.json().catch(() => undefined))
    if (!request.success) return c.json(invalid(request.error).body as object, 400)
    const told = await signUpFromPublic(house, c.req.param('slug'), callerAddress(c, house), request.data)
    if (told.outcome !== 'seated' && told.outcome !== 'waiting') return refuse(c, told.outcome)
    return c.json(PublicSignUpAnswer.parse({ state: told.outcome }))
  })
  routes.get('/api/public-sessions/:slug/sign-ups/:token', (c) => answerCancellation(c, false))
  routes.delete('/api/public-sessions/:slug/sign-ups/:token', (c) => answerCancellation(c, true))
  routes.get('/flux/:slug/seances.atom', (c) =>
    answerFeed(c, 'application/atom+xml; charset=utf-8', writeSessionFeed),
  )
  routes.get('/flux/:slug/seances.ics', (c) =>
    answerFeed(c, 'text/calendar; charset=utf-8', writeSessionCalendar),
  )
  return routes

  async function answerCancellation(c: Context, isToCancel: boolean) {
    const { slug = '', token = '' } = c.req.param() as Record<string, string>
    const told = await readCancellation(house, slug, token, isToCancel)
    if (told) return c.json(PublicCancellation.parse(told))
    return c.json(
      { error: 'unknown-link', message: 'Ce lien n’est pas, ou n’est plus, celui d’une inscription.' },
      404,
    )
  }

  async function answerFeed(c: Context, type: string, write: (house: House, published: Published) => string) {
    const published = await findPublished(house, c.req.param('slug') ?? '')
    if (!published) return c.text('Cette organisation ne publie pas ses séances.', 404)
    const content = write(house, published)
    const etag = tagOf(content)
    const headers = { etag, 'cache-control': 'public, max-age=300' }
    const known = c.req.header('if-none-match')?.split(/\s*,\s*/) ?? []
    if (known.some((one) => one.replace(/^W\//, '') === etag)) return c.body(null, 304, headers)
    return c.body(content, 200, { ...headers, 'content-type': type })
  }
}
