import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

export type ZipEntry = { name: string; content: AsyncIterable<Uint8Array> }

/** One date for all: the same content gives the same bytes. */
const mtime = new Date(1980, 0, 1)

/** A zip archive written as it is read: each entry is deflated on the way, one after the other. */
export async function* zip(entries: Iterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const archive = new ZipFile()
  const output = archive.outputStream as Readable
  let source: Readable | undefined
  for (const { name, content } of entries)
    archive.addReadStreamLazy(name, { mtime }, (done) => {
      source = Readable.from(content)
      // What cannot be read makes the whole archive fail, rather than end early and look complete.
      source.once('error', (error) => output.destroy(error))
      done(null, source)
    })
  archive.end()
  try {
    yield* output
  } finally {
    // A reader that leaves ends what is read for it: a cursor must not wait for nobody.
    source?.destroy()
  }
}
