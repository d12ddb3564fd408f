import type { z } from 'zod'
import type { Endpoint, Input, RefusalOf } from '#contract/endpoint.ts'
import type { Role } from '#domain/access.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { Refusal } from '#server/refusal.ts'

/** Who acts: a member of one organisation, in one role. */
export type Actor = {
  organisationId: string
  membershipId: string
  userId: string
  name: string
  role: Role
  teamId: string | null
}

/** What a use case receives: one transaction, who acts, the day. No other handle on the database. */
export type Context<R extends string = string> = {
  tx: Tx
  actor: Actor
  today: PlainDate
  now: Date
  house: House
  refuse: (reason: R, details?: unknown) => Refusal<R>
}

/** What the functions below a use case receive: refusing is the use case's own. */
export type Acting = Omit<Context, 'refuse'>

/** What came with an upload: the file is already stored, checked for size, and has its fingerprint. */
export type UploadedFile = {
  id: string
  fileName: string
  contentType: string
  sizeBytes: number
  storageKey: string
}

export type FileAnswer = {
  fileName: string
  contentType: string
  /** Shown in the browser rather than saved. */
  inline?: boolean
  body: Uint8Array | AsyncIterable<Uint8Array | string>
}

type Answer<E extends Endpoint> = E['kind'] extends 'download' ? FileAnswer : z.input<E['output']>

export type Handler<E extends Endpoint> = (
  context: Context<RefusalOf<E>> & (E['kind'] extends 'upload' ? { upload: UploadedFile } : unknown),
  input: Input<E>,
) => Promise<Answer<E> | Refusal<RefusalOf<E>>>

export type UseCase<E extends Endpoint = Endpoint> = { endpoint: E; handler: Handler<E> }

/** Ties a use case to its endpoint: everything is inferred; an undeclared refusal does not compile. */
export const useCase = <E extends Endpoint>(endpoint: E, handler: Handler<E>): UseCase<E> => ({
  endpoint,
  handler,
})

export const isRefusal = (answer: unknown): answer is Refusal => answer instanceof Refusal
