import { errorOf } from '#web/api-error.ts'
import { reach } from '#web/send.ts'
import { ToldError } from '#web/ui/told-error.ts'

/** What the house answers outside the API of members, to whoever is not signed in. */
export const askPublic = async <T>(url: string, init: RequestInit): Promise<T> => {
  const response = await reach(url, init)
  const body: { message?: string; issues?: unknown } | undefined = await response
    .json()
    .catch(() => undefined)
  if (response.ok) return body as T
  if (body?.message && !body.issues) throw new ToldError(body.message)
  throw errorOf(response.status, body)
}
