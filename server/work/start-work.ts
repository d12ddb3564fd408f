import { randomUUIDv7 } from 'node:crypto'
import type { WorkKind } from '#contract/work.ts'
import type { Tx } from '#server/db.ts'

type Starter = { organisationId: string; membershipId?: string }

/** Writes down that long work is asked for. The caller enqueues its job in the same transaction, with this identifier. */
export const startWork = async (tx: Tx, actor: Starter, kind: WorkKind): Promise<string> => {
  const id = randomUUIDv7()
  await tx
    .insertInto('work')
    .values({ organisation_id: actor.organisationId, id, kind, started_by: actor.membershipId ?? null })
    .execute()
  return id
}
