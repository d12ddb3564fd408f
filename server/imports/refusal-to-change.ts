import { findWorkView } from '#server/work/find-work-view.ts'
import type { ImportRow, Located } from './store.ts'

/** The work of an import that has not ended. */
export const findRunningWork = async (located: Located, row: ImportRow): Promise<string | undefined> => {
  for (const workId of [row.application_work_id, row.rehearsal_work_id]) {
    const work = workId ? await findWorkView(located, workId) : undefined
    if (work && (work.state === 'queued' || work.state === 'running')) return work.id
  }
  return undefined
}

/** Why nothing of an import may change now. */
export const refusalToChange = async (
  located: Located,
  row: ImportRow,
): Promise<'already-applied' | 'work-running' | undefined> => {
  if (row.outcome) return 'already-applied'
  return (await findRunningWork(located, row)) ? 'work-running' : undefined
}
