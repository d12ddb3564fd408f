import { crc32, createDeflateRaw } from 'node:zlib'

export type ZipEntry = { name: string; content: AsyncIterable<Uint8Array> }
type Written = { name: Buffer; crc: number; packed: number; size: number; offset: number }

/**
 * A zip archive written as it is read: each entry is deflated on the way, its size told after it (general purpose bit 3).
 * Enough for a spreadsheet; entries over 4 GB are not.
 */
export async function* zip(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
): AsyncGenerator<Uint8Array> {
  const directory: Written[] = []
  let offset = 0
  for await (const { name, content } of entries) {
    const entry: Written = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset }
    const head = localHeader(entry)
    yield head
    for await (const chunk of deflate(content, entry)) yield chunk
    const tail = descriptor(entry)
    yield tail
    offset += head.length + entry.packed + tail.length
    directory.push(entry)
  }
  const records = Buffer.concat(directory.map(centralHeader))
  yield records
  yield endOfDirectory(directory.length, records.length, offset)
}

async function* deflate(content: AsyncIterable<Uint8Array>, entry: Written): AsyncGenerator<Uint8Array> {
  const packer = createDeflateRaw({ level: 6 })
  const feeding = (async () => {
    for await (const chunk of content) {
      entry.crc = crc32(chunk, entry.crc)
      entry.size += chunk.length
      if (!packer.write(chunk)) await new Promise((resolve) => packer.once('drain', resolve))
    }
    packer.end()
  })()
  feeding.catch((error: Error) => packer.destroy(error))
  for await (const chunk of packer as AsyncIterable<Buffer>) {
    entry.packed += chunk.length
    yield chunk
  }
  await feeding
}

/** Version 2.0, sizes after the data, UTF-8 names, deflate, no date: the same content gives the same bytes. */
const commonFields = (target: Buffer, at: number) => {
  target.writeUInt16LE(20, at)
  target.writeUInt16LE(0x0808, at + 2)
  target.writeUInt16LE(8, at + 4)
  target.writeUInt16LE(0, at + 6)
  target.writeUInt16LE(0x21, at + 8)
}

const localHeader = ({ name }: Written): Buffer => {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  commonFields(header, 4)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

const descriptor = ({ crc, packed, size }: Written): Buffer => {
  const record = Buffer.alloc(16)
  record.writeUInt32LE(0x08074b50, 0)
  record.writeUInt32LE(crc, 4)
  record.writeUInt32LE(packed, 8)
  record.writeUInt32LE(size, 12)
  return record
}

const centralHeader = ({ name, crc, packed, size, offset }: Written): Buffer => {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(20, 4)
  commonFields(header, 6)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(packed, 20)
  header.writeUInt32LE(size, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(offset, 42)
  return Buffer.concat([header, name])
}

const endOfDirectory = (count: number, size: number, offset: number): Buffer => {
  const record = Buffer.alloc(22)
  record.writeUInt32LE(0x06054b50, 0)
  record.writeUInt16LE(count, 8)
  record.writeUInt16LE(count, 10)
  record.writeUInt32LE(size, 12)
  record.writeUInt32LE(offset, 16)
  return record
}
