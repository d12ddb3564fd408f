import { Cancelled, errorOf, Offline, offline } from '#web/api-error.ts'
import { connection } from '#web/connection.ts'

/** The first segment of the address is the organisation: `/habitat-des-trois-rives/menages`. */
export const currentOrganisation = (): string => location.pathname.split('/')[1] ?? ''

/** A UUID v4, also where the page is served without TLS and `crypto.randomUUID` is missing. */
export const newKey = (): string => {
  if ('randomUUID' in crypto) return crypto.randomUUID()
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export type Sending = { organisation: string; key: string; signal?: AbortSignal | undefined }
export type SentFile = { file: File; onProgress?: ((share: number) => void) | undefined }
export type ReceivedFile = { blob: Blob; fileName: string; inline: boolean }

const headersOf = ({ organisation, key }: Sending) => ({
  'palier-organisation': organisation,
  'idempotency-key': key,
})

/** Posts JSON and reads the answer: JSON, or a file when the endpoint is a download. */
export const send = async (name: string, input: unknown, sending: Sending): Promise<unknown> => {
  const response = await reach(`/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headersOf(sending) },
    body: JSON.stringify(input ?? {}),
    signal: sending.signal ?? null,
  })
  const disposition = response.headers.get('content-disposition')
  if (response.ok && disposition) return receiveFile(response, disposition)
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw told(response.status, body)
  return body
}

export const reach = async (url: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, { credentials: 'same-origin', ...init })
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw noAnswer()
  }
}

const noAnswer = (): Offline => {
  connection.noticeAway()
  return offline()
}

/** A proxy that finds nobody behind it tells what a missing answer tells. */
const told = (status: number, body: unknown) => {
  const error = errorOf(status, body)
  if (error instanceof Offline) connection.noticeAway()
  return error
}

const receiveFile = async (response: Response, disposition: string): Promise<ReceivedFile> => {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? 'document'
  const blob = await response.blob().catch(() => {
    throw noAnswer()
  })
  return { blob, fileName: decodeURIComponent(encoded), inline: disposition.startsWith('inline') }
}

/** Sends one file as the raw body. An XMLHttpRequest, because `fetch` does not tell how far an upload has gone. */
export const sendFile = (
  name: string,
  input: unknown,
  { file, onProgress }: SentFile,
  sending: Sending,
): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/${name}`)
    for (const [header, value] of Object.entries(headersOf(sending))) request.setRequestHeader(header, value)
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.setRequestHeader('palier-input', encodeURIComponent(JSON.stringify(input ?? {})))
    request.setRequestHeader('palier-file-name', encodeURIComponent(file.name))
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(noAnswer())
    request.onabort = () => reject(new Cancelled('Envoi annulé.'))
    request.onload = () => {
      const body = readJson(request.responseText)
      if (request.status === 200) resolve(body)
      else reject(told(request.status, body))
    }
    sending.signal?.addEventListener('abort', () => request.abort())
    request.send(file)
  })

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
