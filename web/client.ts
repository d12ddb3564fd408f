import type { Endpoint, EndpointKind, Output, RefusalOf, Sent } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import { currentOrganisation, newKey, type ReceivedFile, type SentFile, send, sendFile } from '#web/send.ts'

export type CallOptions = {
  signal?: AbortSignal | undefined
  /** The same key for the same intention: sent twice, done once. A fresh one by default. */
  key?: string | undefined
  /** The organisation's slug; by default the one of the address. */
  organisation?: string | undefined
}

type FileOption<K extends EndpointKind> = K extends 'upload' ? SentFile : unknown

/**
 * One endpoint, callable: `await api.arrears.listWorklist({ stage: 'new' })`. An upload takes `{ file, onProgress }` as
 * its second argument; a download answers with a `ReceivedFile`. Throws the errors of `api-error.ts`. Components use
 * the hooks of `use-api.ts`, which keep, retry and tell.
 */
export type Call<K extends EndpointKind = EndpointKind, I = never, O = unknown, R extends string = string> = {
  (input: I, options?: CallOptions & FileOption<K>): Promise<O>
  readonly endpointName: string
  /** Only for the compiler. */
  readonly kind?: K
  readonly reason?: R
}

type CallOf<E extends Endpoint> = Call<
  E['kind'],
  Sent<E>,
  E['kind'] extends 'download' ? ReceivedFile : Output<E>,
  RefusalOf<E>
>

type Contract = typeof contract
type Api = {
  readonly [C in keyof Contract]: {
    readonly [V in keyof Contract[C]]: Contract[C][V] extends Endpoint ? CallOf<Contract[C][V]> : never
  }
}

const callOf = (endpointName: string) => {
  const call = (input: unknown, options: CallOptions & Partial<SentFile> = {}) => {
    const sending = {
      organisation: options.organisation ?? currentOrganisation(),
      key: options.key ?? newKey(),
      signal: options.signal,
    }
    const { file, onProgress } = options
    return file
      ? sendFile(endpointName, input, { file, onProgress }, sending)
      : send(endpointName, input, sending)
  }
  return Object.assign(call, { endpointName })
}

const byName = new Map<string, ReturnType<typeof callOf>>()

const calls = (capability: string) =>
  new Proxy(
    {},
    {
      get: (_, verb) => {
        const name = `${capability}.${String(verb)}`
        const known = byName.get(name) ?? callOf(name)
        byName.set(name, known)
        return known
      },
    },
  )

/** The whole API, typed by the contract, of which the browser carries not a line: names make addresses. */
export const api = new Proxy({}, { get: (_, capability) => calls(String(capability)) }) as Api
