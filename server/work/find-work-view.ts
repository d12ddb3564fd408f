import type { WorkView } from '#contract/work.ts'
import type { Tx } from '#server/db.ts'
import { findWork } from './store.ts'

/** A piece of long work as people see it, for the capability that started it. */
export const findWorkView = async (
  { tx, actor }: { tx: Tx; actor: { organisationId: string } },
  workId: string,
): Promise<WorkView | undefined> => (await findWork(tx, actor.organisationId, workId))?.view
