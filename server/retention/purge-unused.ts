import { inOrganisation } from '#server/db.ts'
import { cleanUpJob } from '#server/imports/clean-up-job.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import { record } from '#server/journal.ts'
import { forgetRehearsals } from '#server/retention/abandoned-imports.ts'
import { readPurgeDelays } from '#server/retention/purge-delays.ts'
import { deleteUnusedRows, findLooseContents } from '#server/retention/unused-files.ts'

/**
 * Takes away what nobody went on with: the waiting lines of abandoned imports, and files that nothing refers to. A row
 * goes before its content: stopped between the two, the next night finds the content loose.
 */
export const purgeUnused = job<Record<never, never>>(
  'purge-unused',
  async (house, { organisationId }, signal) => {
    const moment = { actor: { organisationId }, now: house.clock.now(), today: house.clock.today() }
    const { imports, files } = await inOrganisation(house.database, organisationId, async (tx) => {
      const here = { ...moment, tx }
      const { importsBefore, filesBefore } = await readPurgeDelays(here)
      const abandoned = await forgetRehearsals(here, importsBefore)
      const unused = await deleteUnusedRows(here, filesBefore)
      const loose = await findLooseContents(here, house.files, filesBefore)
      const contents = new Map([...unused, ...loose].map((file) => [file.storageKey, file]))
      const purged = { imports: abandoned, files: [...contents.values()] }
      if (purged.imports.length + purged.files.length > 0)
        await record(here, {
          act: 'unused-purged',
          subject: { kind: 'retention' },
          after: {
            abandonedImports: purged.imports.length,
            unusedFiles: purged.files.length,
            unusedBytes: purged.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
          },
        })
      return purged
    })
    for (const importId of imports) await cleanUpJob.run(house, { organisationId, importId }, signal)
    for (const { storageKey } of files) await house.files.remove(storageKey)
    house.log.info({ imports: imports.length, files: files.length }, 'unused purged')
  },
)

export const nightlyPurge: Nightly = {
  name: 'purge-unused',
  at: '50 3 * * *',
  enqueueFor: (tx, organisationId) =>
    enqueue(tx, purgeUnused, { organisationId }, { key: `purge-unused/${organisationId}` }),
}
