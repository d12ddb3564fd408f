import { CompiledQuery, sql } from 'kysely'
import type pg from 'pg'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'

export type WorkPlace = { organisationId: string; workId: string }

/**
 * How a job tells what it is doing. A job that was killed opens its work again and goes on from its cursor. What must be
 * true together with a change of the data (the cursor, the end) is written in the transaction of that change.
 */
export type WorkProgress = {
  /** Where the last run had come to. */
  readonly cursor: unknown
  /** Tells how far the work has come. Written at most every half second, unless the step changes. */
  report(done: number, total: number | null, step: string): Promise<void>
  isCancelled(): Promise<boolean>
  /** Moves the cursor, in the transaction of the batch that it follows. */
  moveCursor(on: Tx | pg.ClientBase, cursor: unknown): Promise<void>
  finish(result: Record<string, number>, tx?: Tx): Promise<void>
  /** `problem` is a French sentence for the person who started the work. */
  fail(problem: string): Promise<void>
  cancelled(): Promise<void>
}

/** Another process goes on with this work: this one must not write a line more. */
export class WorkTakenOver extends Error {}

const quietMs = 500

/** Undefined when there is nothing left to do: cancelled before it began, or already ended. */
export const openWork = async (house: House, place: WorkPlace): Promise<WorkProgress | undefined> => {
  const { organisationId, workId } = place
  const here = <T>(act: (tx: Tx) => Promise<T>) => inOrganisation(house.database, organisationId, act)
  const opened = await here((tx) => openRow(tx, place))
  if (!opened) return undefined
  let reportedAt = Number.NEGATIVE_INFINITY
  let reportedStep = opened.step
  let cancelRequested = opened.cancel_requested
  let cursor: string | null = opened.cursor === null ? null : JSON.stringify(opened.cursor)
  const end = async (tx: Tx, change: EndOfWork) => {
    await tx
      .updateTable('work')
      .where('organisation_id', '=', organisationId)
      .where('id', '=', workId)
      .set({ ...change, ended_at: sql`now()` })
      .execute()
  }
  return {
    cursor: opened.cursor,
    async report(done, total, step) {
      if (step === reportedStep && performance.now() - reportedAt < quietMs) return
      reportedAt = performance.now()
      reportedStep = step
      cancelRequested = await here((tx) => writeProgress(tx, place, { done, total, step }))
    },
    async isCancelled() {
      if (!cancelRequested) cancelRequested = await here((tx) => readCancel(tx, place))
      return cancelRequested
    },
    async moveCursor(on, next) {
      const move = `update work set cursor = $3 where organisation_id = $1 and id = $2
        and state = 'running' and cursor is not distinct from $4::jsonb`
      const written = JSON.stringify(next)
      const values = [organisationId, workId, written, cursor]
      const moved =
        'query' in on
          ? (await on.query(move, values)).rowCount
          : Number((await on.executeQuery(CompiledQuery.raw(move, values))).numAffectedRows)
      if (moved !== 1) throw new WorkTakenOver()
      cursor = written
    },
    finish: (result, tx) => {
      const change = { state: 'done', result: JSON.stringify(result), step: null } as const
      return tx ? end(tx, change) : here((own) => end(own, change))
    },
    fail: (problem) => here((tx) => end(tx, { state: 'failed', problem })),
    cancelled: () => here((tx) => end(tx, { state: 'cancelled' })),
  }
}

type EndOfWork = {
  state: 'done' | 'failed' | 'cancelled'
  result?: string
  problem?: string
  step?: null
}

const openRow = async (tx: Tx, { organisationId, workId }: WorkPlace) =>
  tx
    .updateTable('work')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', workId)
    .where('state', 'in', ['queued', 'running'])
    .set({ state: 'running', started_at: sql`coalesce(started_at, now())` })
    .returning(['cursor', 'step', 'cancel_requested'])
    .executeTakeFirst()

type Progress = { done: number; total: number | null; step: string }

const writeProgress = async (tx: Tx, { organisationId, workId }: WorkPlace, progress: Progress) => {
  const row = await tx
    .updateTable('work')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', workId)
    .set(progress)
    .returning('cancel_requested')
    .executeTakeFirstOrThrow()
  return row.cancel_requested
}

const readCancel = async (tx: Tx, { organisationId, workId }: WorkPlace) => {
  const row = await tx
    .selectFrom('work')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', workId)
    .select('cancel_requested')
    .executeTakeFirst()
  return row?.cancel_requested ?? true
}
