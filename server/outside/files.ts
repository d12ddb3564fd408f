import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Files live outside the database, behind this interface; a row of `stored_file` knows each one. */
export type FileStore = {
  /** Writes the stream whole or not at all. Throws `FileTooLarge` past the limit. */
  write(organisationId: string, content: Readable, limitBytes: number): Promise<StoredContent>
  read(storageKey: string): Readable
  remove(storageKey: string): Promise<void>
  /** Every content kept for an organisation. */
  list(organisationId: string): AsyncIterable<{ storageKey: string; sizeBytes: number; writtenAt: Date }>
  /** A path one may read directly, for the importers that need random access (XLSX). */
  localPath(storageKey: string): string
}
export type StoredContent = { storageKey: string; sizeBytes: number; sha256: Buffer }

export class FileTooLarge extends Error {}

const isKey = (text: string): boolean => /^[0-9a-f-]{36}\/[0-9a-f]{2}\/[0-9a-f-]{36}$/.test(text)

/** A folder that nothing was ever written in is empty. */
const readFolder = async (path: string): Promise<string[]> => {
  try {
    return await readdir(path)
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return []
    throw error
  }
}

export const createFileStore = (folder: string): FileStore => {
  const pathOf = (storageKey: string) => {
    if (!isKey(storageKey)) throw new Error('not a storage key')
    return join(folder, storageKey)
  }
  return {
    async write(organisationId, content, limitBytes) {
      const id = randomUUID()
      const storageKey = `${organisationId}/${id.slice(0, 2)}/${id}`
      const path = pathOf(storageKey)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const hash = createHash('sha256')
      let sizeBytes = 0
      const measure = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          sizeBytes += chunk.length
          if (sizeBytes > limitBytes) return done(new FileTooLarge())
          hash.update(chunk)
          done(null, chunk)
        },
      })
      try {
        await pipeline(content, measure, createWriteStream(path, { mode: 0o600, flags: 'wx' }))
      } catch (error) {
        await rm(path, { force: true })
        throw error
      }
      return { storageKey, sizeBytes, sha256: hash.digest() }
    },
    read: (storageKey) => createReadStream(pathOf(storageKey)),
    remove: (storageKey) => rm(pathOf(storageKey), { force: true }),
    async *list(organisationId) {
      for (const part of await readFolder(join(folder, organisationId)))
        for (const name of await readFolder(join(folder, organisationId, part))) {
          const storageKey = `${organisationId}/${part}/${name}`
          const found = isKey(storageKey) && (await stat(pathOf(storageKey)).catch(() => undefined))
          if (found) yield { storageKey, sizeBytes: found.size, writtenAt: found.mtime }
        }
    },
    localPath: pathOf,
  }
}
