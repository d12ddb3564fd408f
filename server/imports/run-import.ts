import { inOrganisation } from '#server/db.ts'
import type { House } from '#server/house.ts'
import type { ImportCursor } from '#server/imports/import-cursor.ts'
import { firstCursor } from '#server/imports/import-cursor.ts'
import { getImportRecord } from '#server/imports/import-record.ts'
import { type ImportRun, openImportRun, Stopped } from '#server/imports/import-run.ts'
import { UnreadableFile } from '#server/imports/unreadable-file.ts'
import { openWork, WorkTakenOver } from '#server/work/work-progress.ts'

export type ImportJob = { organisationId: string; importId: string; workId: string }

/**
 * Opens the work of an import, goes on from its cursor, and tells how it ended. What a passing trouble stops (the
 * database restarted, the process stopped) is thrown, so that the job is tried again.
 */
export const runImport = async (
  house: House,
  { organisationId, importId, workId }: ImportJob,
  signal: AbortSignal,
  steps: (run: ImportRun, cursor: ImportCursor) => Promise<void>,
): Promise<void> => {
  const progress = await openWork(house, { organisationId, workId })
  if (!progress) return
  const record = await inOrganisation(house.database, organisationId, (tx) =>
    getImportRecord(tx, organisationId, importId),
  )
  const run = openImportRun(house, record, progress, signal)
  try {
    await steps(run, { ...firstCursor, ...(progress.cursor as ImportCursor | null) })
  } catch (error) {
    if (error instanceof WorkTakenOver) return
    if (error instanceof Stopped && error.by === 'person') return progress.cancelled()
    if (error instanceof UnreadableFile) return progress.fail(error.sentence)
    if (error instanceof Stopped || isPassing(error)) throw error
    house.log.error({ err: { message: (error as Error).message }, importId }, 'import failed')
    await progress.fail(
      'Une erreur interne a arrêté ce traitement. Les lignes déjà écrites le restent ; vous pouvez le relancer.',
    )
  }
}

/** Connection lost, server stopping, deadlock: the same work will pass a moment later. */
const isPassing = (error: unknown): boolean => {
  const { code, message } = error as { code?: string; message?: string }
  return /^(08|57P|40|53)/.test(code ?? '') || /ECONN|terminated|timeout/i.test(`${code} ${message}`)
}
