import { randomUUIDv7 } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { recogniseFile, recogniseFileColumns } from '#domain/imports/file-fields.ts'
import { inOrganisation } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { applicationJob } from '#server/imports/application-job.ts'
import { inspectFile } from '#server/imports/inspect-file.ts'
import { recogniseFormat } from '#server/imports/recognise-format.ts'
import { rehearsalJob } from '#server/imports/rehearsal-job.ts'
import { startWork } from '#server/work/start-work.ts'

export type ImportMeasure = {
  rows: number
  rehearsalMs: number
  applicationMs: number
  copyMs: number
  /** End to end over a bare COPY of the same rows into a table of the same shape, keys and indexes. */
  ratio: number
  peakMemoryBytes: number
}

type Place = { organisationId: string; membershipId: string }

/** Imports a file of the landlord end to end, then copies the same rows into an empty twin of the ledger. */
export const benchImport = async (
  house: House,
  owner: pg.Client,
  place: Place,
  path: string,
): Promise<ImportMeasure> => {
  const watch = watchMemory()
  const importId = await declareImport(house, place, path)
  const rehearsalMs = await timed(() => runJob(house, place, importId, 'rehearsal'))
  const applicationMs = await timed(() => runJob(house, place, importId, 'application'))
  const peakMemoryBytes = watch.stop()
  const { rows, copyMs } = await bareCopy(owner, place.organisationId, importId)
  return {
    rows,
    rehearsalMs,
    applicationMs,
    copyMs,
    ratio: (rehearsalMs + applicationMs) / copyMs,
    peakMemoryBytes,
  }
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now()
  await work()
  return Math.round(performance.now() - startedAt)
}

const watchMemory = () => {
  let peak = 0
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 100)
  return {
    stop() {
      clearInterval(timer)
      return peak
    },
  }
}

const declareImport = async (
  house: House,
  { organisationId, membershipId }: Place,
  path: string,
): Promise<string> => {
  const stored = await house.files.write(organisationId, createReadStream(path), Number.MAX_SAFE_INTEGER)
  const local = house.files.localPath(stored.storageKey)
  const { format, headers, fingerprint } = await inspectFile(local, await recogniseFormat(local), true)
  const target = recogniseFile(headers)
  if (!target) throw new Error(`the columns of ${path} are not recognised`)
  const id = randomUUIDv7()
  const fileId = randomUUIDv7()
  await inOrganisation(house.database, organisationId, async (tx) => {
    await tx
      .insertInto('stored_file')
      .values({
        organisation_id: organisationId,
        id: fileId,
        storage_key: stored.storageKey,
        file_name: 'bench.csv',
        content_type: 'text/csv',
        size_bytes: stored.sizeBytes,
        sha256: stored.sha256,
      })
      .execute()
    await tx
      .insertInto('portfolio_import')
      .values({
        organisation_id: organisationId,
        id,
        file_id: fileId,
        target,
        source: 'bailleur',
        format: JSON.stringify(format),
        headers,
        columns: JSON.stringify(recogniseFileColumns(target, headers).columns),
        fingerprint,
        columns_chosen_at: house.clock.now(),
        started_by: membershipId,
      })
      .execute()
  })
  return id
}

const runJob = async (house: House, place: Place, importId: string, which: 'rehearsal' | 'application') => {
  const { organisationId } = place
  const workId = await inOrganisation(house.database, organisationId, async (tx) => {
    const id = await startWork(tx, place, `import-${which}`)
    await tx
      .updateTable('portfolio_import')
      .where('organisation_id', '=', organisationId)
      .where('id', '=', importId)
      .set(which === 'rehearsal' ? { rehearsal_work_id: id } : { application_work_id: id })
      .execute()
    return id
  })
  const job = which === 'rehearsal' ? rehearsalJob : applicationJob
  await job.run(house, { organisationId, importId, workId }, new AbortController().signal)
}

/** The floor: the same rows through `COPY`, into a table with the same keys, indexes and foreign key. */
const bareCopy = async (owner: pg.Client, organisationId: string, importId: string) => {
  const columns =
    'organisation_id, tenancy_id, entry_on, amount_cents, kind, revision, source, external_id, label, import_id'
  const file = join(tmpdir(), `palier-bench-${importId}.copy`)
  await owner.query(`drop table if exists bench_entry;
    create table bench_entry (like rent_entry including all);
    alter table bench_entry add foreign key (organisation_id, tenancy_id) references tenancy (organisation_id, id)`)
  const kept = `select ${columns} from rent_entry where organisation_id = '${organisationId}' and import_id = '${importId}'`
  await pipeline(owner.query(copyTo(`copy (${kept}) to stdout`)), createWriteStream(file))
  const copyMs = await timed(() =>
    pipeline(createReadStream(file), owner.query(copyFrom(`copy bench_entry (${columns}) from stdin`))),
  )
  const { rows } = await owner.query<{ count: number }>('select count(*)::int as count from bench_entry')
  await rm(file)
  await owner.query('drop table bench_entry')
  return { rows: rows[0]?.count ?? 0, copyMs }
}
