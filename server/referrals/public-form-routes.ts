import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { PublicAnswer, PublicForm, PublicRequest } from '#contract/referrals.ts'
import { invalid } from '#server/api/answer.ts'
import { limitCalls } from '#server/api/limit-calls.ts'
import { callerAddress } from '#server/api/remote-address.ts'
import type { House } from '#server/house.ts'
import { type PublicOutcome, readPublicForm, receivePublicRequest } from '#server/referrals/public-form.ts'

type Refusal = Exclude<PublicOutcome['outcome'], 'received'>

const refusals: Readonly<Record<Refusal, { status: 400 | 404 | 429; message: string }>> = {
  'no-form': { status: 404, message: 'Cette adresse ne reçoit pas de demande.' },
  'too-many': {
    status: 429,
    message: 'Trop de demandes sont venues de cette connexion. Réessayez dans une heure, ou téléphonez.',
  },
  'too-fast': { status: 400, message: 'Prenez quelques secondes pour relire, puis envoyez à nouveau.' },
  'too-old': {
    status: 400,
    message:
      'Cette page est ouverte depuis trop longtemps. Votre texte est conservé : rechargez-la, puis envoyez.',
  },
  'not-ours': {
    status: 400,
    message: 'La demande n’a pas pu être vérifiée. Rechargez la page, puis envoyez à nouveau.',
  },
}

/** The form that anybody may fill in: no account, no cookie, no third party. */
export const publicFormRoutes = (house: House): Hono => {
  const routes = new Hono()
  routes.use('/api/public-request/*', limitCalls(house, 60))
  routes.get('/api/public-request/:slug', async (c) => {
    const form = await readPublicForm(house, c.req.param('slug'))
    return form ? c.json(PublicForm.parse(form)) : refuse(c, 'no-form')
  })
  routes.post('/api/public-request/:slug', bodyLimit({ maxSize: 20_000 }), async (c) => {
    if (!c.req.header('content-type')?.startsWith('application/json')) return refuse(c, 'not-ours')
    const request = PublicRequest.safeParse(await c.req.json().catch(() => undefined))
    if (!request.success) return c.json(invalid(request.error).body as object, 400)
    const told = await receivePublicRequest(house, c.req.param('slug'), callerAddress(c, house), request.data)
    return told.outcome === 'received' ? c.json(PublicAnswer.parse(told.answer)) : refuse(c, told.outcome)
  })
  return routes
}

const refuse = (c: Context, reason: Refusal) =>
  c.json({ error: reason, message: refusals[reason].message }, refusals[reason].status)
