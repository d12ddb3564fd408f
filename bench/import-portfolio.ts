import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { Caller } from '#bench/caller.ts'
import type { Place } from '#bench/place.ts'
import { imports } from '#contract/imports.ts'

/** What the import fills; the bare copy fills the same, in an order that their foreign keys accept. */
const filledTables = [
  'building',
  'dwelling',
  'household',
  'person',
  'household_member',
  'tenancy',
  'rent_entry',
  'household_search',
  'search_word',
] as const

export type ImportSteps = { uploadMs: number; rehearsalMs: number; applicationMs: number }

/** One file, from its upload to its report, through the steps of the screen. */
export const importFile = async (caller: Caller, path: string): Promise<ImportSteps> => {
  const started = performance.now()
  const { importId } = await caller.upload(imports.start, path, basename(path))
  const found = await caller.call(imports.get, { importId })
  if (!found.target) throw new Error(`the columns of ${basename(path)} were not recognised`)
  const { version, target, source, format, columns } = found
  await caller.call(imports.chooseColumns, { importId, version, target, source, format, columns })
  const uploaded = performance.now()
  await caller.wait((await caller.call(imports.rehearse, { importId })).workId)
  const rehearsed = performance.now()
  await caller.wait((await caller.call(imports.apply, { importId, keepGoodLines: true })).workId)
  return {
    uploadMs: uploaded - started,
    rehearsalMs: rehearsed - uploaded,
    applicationMs: performance.now() - rehearsed,
  }
}

/** The rows that the import wrote, copied into the same tables of an empty database with all their keys and indexes. */
export const copyBare = ({ owner, withBare, folder }: Place): Promise<number> =>
  withBare(async (bare) => {
    let spent = 0
    for (const table of filledTables) {
      const file = join(folder, `${table}.copy`)
      await pipeline(owner.query(copyTo(`copy ${table} to stdout`)), createWriteStream(file))
      const started = performance.now()
      await pipeline(
        createReadStream(file, { highWaterMark: 1 << 20 }),
        bare.query(copyFrom(`copy ${table} from stdin`)),
      )
      spent += performance.now() - started
      await rm(file)
    }
    return spent
  })
