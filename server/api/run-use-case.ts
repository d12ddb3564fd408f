import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Endpoint } from '#contract/endpoint.ts'
import { accessRefusals } from '#domain/access.ts'
import {
  forbidden,
  invalidAt,
  type JsonAnswer,
  promised,
  refused,
  tooManyExports,
} from '#server/api/answer.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import { streamExport, takeExportSeat } from '#server/exports/stream-export.ts'
import type { House } from '#server/house.ts'
import { record } from '#server/journal.ts'
import { mayReach } from '#server/reach.ts'
import { Refusal } from '#server/refusal.ts'
import {
  type Actor,
  type Context,
  type FileAnswer,
  isRefusal,
  type UploadedFile,
  type UseCase,
} from '#server/use-case.ts'

/** Carries an answer that must undo the transaction. */
class Undo extends Error {
  readonly answer: JsonAnswer
  constructor(answer: JsonAnswer) {
    super('undo')
    this.answer = answer
  }
}

export const contextOf = (house: House, tx: Tx, actor: Actor): Context => ({
  tx,
  actor,
  house,
  now: house.clock.now(),
  today: house.clock.today(),
  refuse: (reason, details) => new Refusal(reason, details),
})

const householdIn = (input: unknown): string | undefined =>
  typeof input === 'object' &&
  input !== null &&
  'householdId' in input &&
  typeof input.householdId === 'string'
    ? input.householdId
    : undefined

const notWithinReach = async (context: Context, useCase: UseCase, input: unknown) => {
  const householdId = householdIn(input)
  return householdId !== undefined && !(await mayReach(context, useCase.endpoint.action, householdId))
}

const journalOpening = async (context: Context, { endpoint }: UseCase, input: unknown) => {
  const householdId = householdIn(input)
  const act = endpoint.journal
  if (!act || !householdId || (await hasJustOpened(context, act, householdId))) return
  await waitForTwin(context, act, householdId)
  if (!(await hasJustOpened(context, act, householdId)))
    await record(context, { act, subject: { kind: 'household', id: householdId }, householdId })
}

/** A screen may ask twice at the same instant: the second waits for the first to be written, then sees it. */
const waitForTwin = async ({ tx, actor }: Context, act: string, householdId: string) => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${actor.membershipId}/${act}/${householdId}`}, 0))`.execute(
    tx,
  )
}

const oneVisitMinutes = 30

/** A screen reads its file again at each change: that is still one visit. */
const hasJustOpened = async ({ tx, actor }: Context, act: string, householdId: string): Promise<boolean> => {
  const found = await tx
    .selectFrom('journal')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('at', '>', sql<Date>`now() - make_interval(mins => ${oneVisitMinutes}::int)`)
    .where('act', '=', act)
    .where('membership_id', '=', actor.membershipId)
    .select('id')
    .executeTakeFirst()
  return found !== undefined
}

export const runQuery = async (
  house: House,
  actor: Actor,
  useCase: UseCase,
  input: unknown,
): Promise<JsonAnswer> =>
  inOrganisation(
    house.database,
    actor.organisationId,
    async (tx) => {
      const context = contextOf(house, tx, actor)
      if (await notWithinReach(context, useCase, input)) return forbidden(accessRefusals.relation)
      const answer = await useCase.handler(context, input)
      if (isRefusal(answer)) return refused(useCase.endpoint, answer)
      await journalOpening(context, useCase, input)
      return promised(useCase.endpoint, answer)
    },
    useCase.endpoint.journal ? 'read write' : 'read only',
  )

export type Command = { key: string; upload?: UploadedFile }

/**
 * Once per key: the key is taken first, in the same transaction, so that a twin sent at the same instant waits, then
 * reads the first one's answer. A refusal leaves nothing behind, not even its receipt: sent again, it is decided again.
 */
export const runCommand = async (
  house: House,
  actor: Actor,
  useCase: UseCase,
  input: unknown,
  { key, upload }: Command,
): Promise<JsonAnswer> => {
  const inputHash = createHash('sha256').update(JSON.stringify(input)).digest()
  try {
    return await inOrganisation(house.database, actor.organisationId, async (tx) => {
      const first = await takeKey(tx, actor, useCase.endpoint.name, key, inputHash)
      if (first) return first
      const context = contextOf(house, tx, actor)
      if (await notWithinReach(context, useCase, input)) throw new Undo(forbidden(accessRefusals.relation))
      const answer = await useCase.handler(upload ? Object.assign(context, { upload }) : context, input)
      if (isRefusal(answer)) throw new Undo(refused(useCase.endpoint, answer))
      await journalOpening(context, useCase, input)
      const told = promised(useCase.endpoint, answer)
      await keepAnswer(tx, actor, key, withoutSecrets(useCase.endpoint, told))
      return told
    })
  } catch (error) {
    if (error instanceof Undo) return error.answer
    throw error
  }
}

const takeKey = async (
  tx: Tx,
  actor: Actor,
  endpoint: string,
  key: string,
  inputHash: Buffer,
): Promise<JsonAnswer | undefined> => {
  const taken =
    await sql`insert into command_receipt (organisation_id, key, endpoint, membership_id, input_hash, status)
    values (${actor.organisationId}, ${key}, ${endpoint}, ${actor.membershipId}, ${inputHash}, 0)
    on conflict (organisation_id, key) do nothing`.execute(tx)
  if (taken.numAffectedRows === 1n) return undefined
  const first = await tx
    .selectFrom('command_receipt')
    .where('organisation_id', '=', actor.organisationId)
    .where('key', '=', key)
    .selectAll()
    .executeTakeFirstOrThrow()
  const same =
    first.endpoint === endpoint &&
    first.membership_id === actor.membershipId &&
    first.input_hash.equals(inputHash)
  if (!same) return invalidAt('idempotency-key', 'Cette clé a déjà servi pour une autre demande.')
  return { status: first.status, body: first.answer, isReplay: true }
}

const withoutSecrets = ({ secrets = [] }: Endpoint, { status, body }: JsonAnswer): JsonAnswer =>
  secrets.length === 0
    ? { status, body }
    : { status, body: { ...(body as object), ...Object.fromEntries(secrets.map((field) => [field, null])) } }

const keepAnswer = async (tx: Tx, actor: Actor, key: string, { status, body }: JsonAnswer) => {
  await tx
    .updateTable('command_receipt')
    .where('organisation_id', '=', actor.organisationId)
    .where('key', '=', key)
    .set({ status, answer: JSON.stringify(body) })
    .execute()
}

export type OpenDownload = { head: FileAnswer; body: ReadableStream<Uint8Array> }

/**
 * The transaction stays open while the file is read, so that a long export is one consistent picture. Resolves as soon
 * as the head is known; a reader that leaves ends the transaction.
 */
export const runDownload = (
  house: House,
  actor: Actor,
  useCase: UseCase,
  input: unknown,
): Promise<OpenDownload | JsonAnswer> =>
  new Promise((resolve, reject) => {
    const pipe = new TransformStream<Uint8Array, Uint8Array>(undefined, { highWaterMark: 8 })
    inOrganisation(house.database, actor.organisationId, async (tx) => {
      const context = contextOf(house, tx, actor)
      if (await notWithinReach(context, useCase, input)) return resolve(forbidden(accessRefusals.relation))
      const answer = await useCase.handler(context, input)
      if (isRefusal(answer)) return resolve(refused(useCase.endpoint, answer))
      const head = answer as FileAnswer
      // A file already in memory needs the transaction no more: a slow reader must not hold a connection.
      if (head.body instanceof Uint8Array) {
        await recordDownload(context, useCase, input, head)
        return resolve({ head, body: new Blob([head.body as Uint8Array<ArrayBuffer>]).stream() })
      }
      const leave = takeExportSeat(house.database)
      if (!leave) return resolve(tooManyExports)
      try {
        await recordDownload(context, useCase, input, head)
        resolve({ head, body: pipe.readable })
        await streamExport(head.body, pipe.writable.getWriter())
      } finally {
        leave()
      }
    }).catch((error) => {
      reject(error)
      pipe.writable.abort(error).catch(() => undefined)
    })
  })

const recordDownload = (context: Context, { endpoint }: UseCase, input: unknown, { fileName }: FileAnswer) =>
  record(context, {
    act: 'file-downloaded',
    subject: { kind: endpoint.name },
    householdId: householdIn(input),
    after: { fileName },
  })
