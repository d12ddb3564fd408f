import type { TestHouse } from '#tests/house.ts'

export type Page = { status: number; headers: Headers; body: Record<string, unknown>; text: string }

/** What a browser does, without the screen: it keeps cookies, and tells which site it is on. */
export const openBrowser = ({ app, house }: Pick<TestHouse, 'app' | 'house'>) => {
  const cookies = new Map<string, string>()
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      const gone = /max-age=0/i.test(line)
      if (gone) cookies.delete(pair.slice(0, at))
      else cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }
  const go = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await app.request(path.startsWith(house.url) ? path.slice(house.url.length) : path, {
      method,
      headers: {
        origin: house.url,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    keep(response)
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: readJson(text), text }
  }
  return {
    cookies,
    get: (path: string, headers?: Record<string, string>): Promise<Page> =>
      go('GET', path, undefined, headers),
    post: (path: string, body: unknown = {}, headers?: Record<string, string>): Promise<Page> =>
      go('POST', path, body, headers),
    signIn: (email: string, password: string): Promise<Page> =>
      go('POST', '/api/auth/sign-in/email', { email, password }),
  }
}

const readJson = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}
