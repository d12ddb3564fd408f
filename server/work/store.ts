import { sql } from 'kysely'
import { type WorkKind, type WorkView, workKinds, workStates } from '#contract/work.ts'
import { countRows } from '#server/count-rows.ts'
import type { Tx } from '#server/db.ts'

const selectWork = (tx: Tx, organisationId: string) =>
  tx
    .selectFrom('work as w')
    .leftJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'w.organisation_id').onRef('m.id', '=', 'w.started_by'),
    )
    .where('w.organisation_id', '=', organisationId)
    .selectAll('w')
    .select(['m.name as starter', 'w.started_by'])

type WorkRow = Awaited<ReturnType<ReturnType<typeof selectWork>['executeTakeFirstOrThrow']>>

const oneOf = <T extends string>(values: readonly T[], text: string): T => {
  const found = values.find((value) => value === text)
  if (found === undefined) throw new Error(`unexpected word in the table work: ${text}`)
  return found
}

const toView = (row: WorkRow): WorkView => ({
  id: row.id,
  kind: oneOf(workKinds, row.kind),
  state: oneOf(workStates, row.state),
  startedBy: row.starter,
  done: row.done,
  total: row.total,
  step: row.step,
  cancelRequested: row.cancel_requested,
  result: row.result as Record<string, number> | null,
  problem: row.problem,
  queuedAt: row.queued_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
})

export const findWork = async (
  tx: Tx,
  organisationId: string,
  workId: string,
): Promise<{ view: WorkView; startedById: string | null } | undefined> => {
  const row = await selectWork(tx, organisationId).where('w.id', '=', workId).executeTakeFirst()
  return row && { view: toView(row), startedById: row.started_by }
}

export type WorkPageRequest = { kind?: WorkKind | undefined; after?: string | undefined; limit: number }

/** Identifiers are UUIDv7: their order is the order of the requests. */
export const listWork = async (tx: Tx, organisationId: string, { kind, after, limit }: WorkPageRequest) => {
  const rows = await selectWork(tx, organisationId)
    .$if(kind !== undefined, (query) => query.where('w.kind', '=', kind ?? ''))
    .$if(after !== undefined, (query) => query.where('w.id', '<', after ?? ''))
    .orderBy('w.id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  return { rows: shown.map(toView), next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
}

export const countWork = (tx: Tx, organisationId: string, kind: WorkKind | undefined) =>
  countRows(
    tx,
    (limit) => sql`(select from work where organisation_id = ${organisationId}
      and (${kind ?? null}::text is null or kind = ${kind ?? null}) limit ${limit})`,
  )
