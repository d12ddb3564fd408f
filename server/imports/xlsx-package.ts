import { type Entry, openPromise } from 'yauzl'
import { UnreadableFile } from '#server/imports/unreadable-file.ts'

/** The zip of a workbook, read part by part, with bounds on what it may become once expanded. */
export type Package = {
  find(path: string): string | undefined
  read(path: string): AsyncGenerator<string>
  /** Compressed size over expanded size, to tell how far in the file one has come. */
  compressedShare(path: string): number
  close(): void
}

// A sheet of a million rows expands to some 600 MB, twenty to thirty times its size in the zip; a bomb, a thousand times.
const mostExpandedBytes = 3_000_000_000
const suspectFromBytes = 50_000_000
const mostExpansion = 150
const mostParts = 5_000

export const openPackage = async (path: string): Promise<Package> => {
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true }).catch(() => {
    throw new UnreadableFile('broken-workbook')
  })
  const entries = new Map<string, Entry>()
  try {
    if (zip.entryCount > mostParts) throw new UnreadableFile('workbook-too-large')
    for await (const entry of zip.eachEntry()) {
      refuseBomb(entry)
      entries.set(entry.fileName.toLowerCase(), entry)
    }
  } catch (error) {
    zip.close()
    throw error instanceof UnreadableFile ? error : new UnreadableFile('broken-workbook')
  }
  const entryOf = (name: string): Entry => {
    const entry = entries.get(name.toLowerCase())
    if (!entry) throw new UnreadableFile('broken-workbook')
    return entry
  }
  return {
    find: (name) => entries.get(name.toLowerCase())?.fileName,
    compressedShare: (name) => {
      const { compressedSize, uncompressedSize } = entryOf(name)
      return uncompressedSize > 0 ? compressedSize / uncompressedSize : 1
    },
    async *read(name) {
      const decoder = new TextDecoder()
      try {
        // The library stops a part that expands beyond the size it declares, so that the bound above holds.
        const stream = await zip.openReadStreamPromise(entryOf(name))
        for await (const chunk of stream) yield decoder.decode(chunk as Buffer, { stream: true })
      } catch (error) {
        throw error instanceof UnreadableFile ? error : new UnreadableFile('broken-workbook')
      }
      yield decoder.decode()
    },
    close: () => zip.close(),
  }
}

const refuseBomb = ({ compressedSize, uncompressedSize }: Entry) => {
  const expansion = uncompressedSize / Math.max(1, compressedSize)
  if (
    uncompressedSize > mostExpandedBytes ||
    (uncompressedSize > suspectFromBytes && expansion > mostExpansion)
  )
    throw new UnreadableFile('workbook-too-large')
}
