import { contract } from '#contract/index.ts'
import type { Purge } from '#contract/retention.ts'
import { countAbandonedImports } from '#server/retention/abandoned-imports.ts'
import { readPurgeDelays } from '#server/retention/purge-delays.ts'
import { findLooseContents, findUnusedFiles } from '#server/retention/unused-files.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const rehearsePurge = useCase(contract.retention.rehearsePurge, async (context) => {
  const { importDays, fileDays, importsBefore, filesBefore } = await readPurgeDelays(context)
  const files = [
    ...(await findUnusedFiles(context, filesBefore)),
    ...(await findLooseContents(context, context.house.files, filesBefore)),
  ]
  return {
    importDays,
    fileDays,
    wouldTakeAway: {
      abandonedImports: await countAbandonedImports(context, importsBefore),
      unusedFiles: files.length,
      unusedBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    },
    last: await lastPurge(context),
  }
})

const lastPurge = async ({ tx, actor }: Acting): Promise<(Purge & { at: string }) | null> => {
  const row = await tx
    .selectFrom('journal')
    .where('organisation_id', '=', actor.organisationId)
    .where('act', '=', 'unused-purged')
    .select(['at', 'after'])
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { ...(row.after as unknown as Purge), at: row.at.toISOString() } : null
}
