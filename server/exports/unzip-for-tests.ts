import { fromBuffer } from 'yauzl'

export const wholeOf = async (chunks: AsyncIterable<Uint8Array | string>): Promise<Buffer> => {
  const kept: Uint8Array[] = []
  for await (const chunk of chunks) kept.push(Buffer.from(chunk))
  return Buffer.concat(kept)
}

/** The entries of an archive, by name, as text. */
export const unzip = (archive: Buffer) =>
  new Promise<Map<string, string>>((resolve, reject) => {
    const found = new Map<string, string>()
    fromBuffer(archive, { lazyEntries: true }, (error, file) => {
      if (error) return reject(error)
      file.on('entry', (entry) =>
        file.openReadStream(entry, async (failure, stream) => {
          if (failure) return reject(failure)
          found.set(entry.fileName, (await wholeOf(stream)).toString('utf8'))
          file.readEntry()
        }),
      )
      file.on('end', () => resolve(found))
      file.readEntry()
    })
  })
