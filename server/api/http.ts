import { Hono, type Context as HonoContext } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { except } from 'hono/combine'
import { secureHeaders } from 'hono/secure-headers'
import type { Endpoint } from '#contract/endpoint.ts'
import { accessRefusals } from '#domain/access.ts'
import {
  forbidden,
  invalid,
  invalidAt,
  type JsonAnswer,
  mayRole,
  unauthenticated,
} from '#server/api/answer.ts'
import { callerAddress } from '#server/api/remote-address.ts'
import { runCommand, runDownload, runQuery } from '#server/api/run-use-case.ts'
import { discardUpload, storeUpload } from '#server/api/store-upload.ts'
import type { House } from '#server/house.ts'
import type { Auth } from '#server/identity/auth.ts'
import { identify } from '#server/session.ts'
import type { Actor, UseCase } from '#server/use-case.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const json = (c: HonoContext, { status, body }: JsonAnswer) => c.json(body as object, status as 200)

/** `POST /api/capability.verb` for every use case of the house. */
export const createApi = (house: House, auth: Auth, useCases: readonly UseCase[]): Hono => {
  const api = new Hono()
  const byName = new Map(useCases.map((useCase) => [useCase.endpoint.name, useCase]))

  api.use('*', except('/assets/*', secureHeaders(headersFor(house.url))))
  api.use('/assets/*', secureHeaders(assetHeaders))
  api.use('/api/*', async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
  })
  api.use('/api/*', refuseForeignOrigins(house.url))
  const smallBody = bodyLimit({
    maxSize: 2_000_000,
    onError: (c) => c.json({ error: 'too-large', message: 'Demande trop volumineuse.' }, 413),
  })

  api.on(['GET', 'POST'], '/api/auth/*', smallBody, (c) => {
    const headers = new Headers(c.req.raw.headers)
    headers.set('x-palier-address', callerAddress(c, house))
    return auth.handler(new Request(c.req.raw, { headers }))
  })

  api.post('/api/:name{[a-z][A-Za-z]+\\.[a-z][A-Za-z]+}', async (c) => {
    const name = c.req.param('name')
    const useCase = byName.get(name)
    if (!useCase) return c.json({ error: 'unknown-endpoint', message: 'Adresse inconnue.' }, 404)
    const startedAt = performance.now()
    const response = await answer(c, house, auth, useCase)
    house.log.info(
      { endpoint: name, status: response.status, ms: Math.round(performance.now() - startedAt) },
      'request',
    )
    return response
  })

  api.onError((error, c) => {
    house.log.error({ err: { message: error.message, stack: error.stack }, endpoint: c.req.path }, 'defect')
    return c.json(
      {
        error: 'defect',
        message: 'Une erreur est survenue. Rien n’a été enregistré ; vous pouvez réessayer.',
      },
      500,
    )
  })
  return api
}

const answer = async (c: HonoContext, house: House, auth: Auth, useCase: UseCase): Promise<Response> => {
  const { endpoint } = useCase
  const caller = await identify(house, auth, c.req.raw.headers)
  if (caller.kind === 'nobody') return json(c, unauthenticated)
  if (caller.kind === 'person') return json(c, forbidden('Vous n’êtes pas membre de cette organisation.'))
  if (!mayRole(caller.actor.role, endpoint)) return json(c, forbidden(accessRefusals.role))
  const read = await readInput(c, endpoint)
  if ('status' in read) return json(c, read)
  const parsed = endpoint.input.safeParse(read.input)
  if (!parsed.success) return json(c, invalid(parsed.error))
  switch (endpoint.kind) {
    case 'query':
      return json(c, await runQuery(house, caller.actor, useCase, parsed.data))
    case 'download':
      return sendFile(c, await runDownload(house, caller.actor, useCase, parsed.data))
    default:
      return json(c, await change(c, house, caller.actor, useCase, parsed.data))
  }
}

const change = async (c: HonoContext, house: House, actor: Actor, useCase: UseCase, input: unknown) => {
  const key = c.req.header('idempotency-key')
  if (!key || !uuid.test(key))
    return invalidAt('idempotency-key', 'Une clé d’idempotence (UUID) est attendue.')
  if (useCase.endpoint.kind !== 'upload') return runCommand(house, actor, useCase, input, { key })
  const upload = await storeUpload(house, actor, c.req.raw, useCase.endpoint.uploadLimitBytes)
  if ('status' in upload) return upload
  let isDone = false
  try {
    const told = await runCommand(house, actor, useCase, input, { key, upload })
    isDone = told.status === 200 && !told.isReplay
    return told
  } finally {
    if (!isDone) await discardUpload(house, actor, upload)
  }
}

/** An upload carries its input in a header, since its body is the file. */
const readInput = async (c: HonoContext, endpoint: Endpoint): Promise<{ input: unknown } | JsonAnswer> => {
  try {
    if (endpoint.kind === 'upload')
      return { input: JSON.parse(decodeURIComponent(c.req.header('palier-input') ?? '{}')) }
    if (!c.req.header('content-type')?.startsWith('application/json'))
      return {
        status: 415,
        body: {
          error: 'unsupported',
          message: 'Le corps doit être du JSON (content-type: application/json).',
        },
      }
    const body = await readLimited(c.req.raw, 2_000_000)
    return body === undefined
      ? { status: 413, body: { error: 'too-large', message: 'Demande trop volumineuse.' } }
      : { input: body === '' ? {} : JSON.parse(body) }
  } catch {
    return invalidAt('', 'Le corps de la demande n’est pas du JSON lisible.')
  }
}

const readLimited = async (request: Request, limit: number): Promise<string | undefined> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > limit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const sendFile = (c: HonoContext, download: Awaited<ReturnType<typeof runDownload>>): Response => {
  if ('status' in download) return json(c, download)
  const { fileName, contentType, inline } = download.head
  return new Response(download.body, {
    headers: {
      'content-type': contentType,
      'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    },
  })
}

/** A browser tells where a request comes from; software with a token tells nothing and carries no cookie. */
const refuseForeignOrigins =
  (url: string) =>
  async (c: HonoContext, next: () => Promise<void>): Promise<Response | undefined> => {
    const origin = c.req.header('origin')
    const site = c.req.header('sec-fetch-site')
    const foreign =
      (origin !== undefined && !isOurs(origin, url, c)) ||
      (site !== undefined && site === 'cross-site' && c.req.method !== 'GET')
    if (foreign)
      return c.json({ error: 'forbidden', message: 'Demande venue d’un autre site : refusée.' }, 403)
    await next()
    return undefined
  }

const isOurs = (origin: string, url: string, c: HonoContext) =>
  origin === new URL(url).origin || origin === `http://${c.req.header('host')}`

export const headersFor = (url: string) => ({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    frameSrc: ["'self'", 'blob:'],
    objectSrc: ["'none'"],
    frameAncestors: ["'none'"],
    baseUri: ["'self'"],
    formAction: ["'self'"],
  },
  permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  xFrameOptions: 'DENY',
  referrerPolicy: 'same-origin',
  strictTransportSecurity: url.startsWith('https:') ? 'max-age=31536000; includeSubDomains' : false,
})

/** A script or a font is no document: a page that asks for fifty of them is spared what only documents heed. */
const assetHeaders = {
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  referrerPolicy: false,
  strictTransportSecurity: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
}
