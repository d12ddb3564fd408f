import { open } from 'node:fs/promises'

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const endSize = 22
const longestComment = 65_535
const directoryLimit = 1_000_000

/** The names a ZIP archive lists in its directory, nothing being unpacked; undefined when it is not whole. */
export const entryNames = async (path: string): Promise<string[] | undefined> => {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const tail = await readAt(file, Math.max(0, size - endSize - longestComment), size)
    const end = findEnd(tail)
    if (end === undefined) return undefined
    const length = tail.readUInt32LE(end + 12)
    const start = tail.readUInt32LE(end + 16)
    if (length > directoryLimit || start + length > size) return undefined
    return readNames(await readAt(file, start, start + length))
  } finally {
    await file.close()
  }
}

type Handle = Awaited<ReturnType<typeof open>>

const readAt = async (file: Handle, from: number, to: number): Promise<Buffer> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(to - from), 0, to - from, from)
  return buffer.subarray(0, bytesRead)
}

const findEnd = (tail: Buffer): number | undefined => {
  for (let at = tail.length - endSize; at >= 0; at--) if (tail.readUInt32LE(at) === endSignature) return at
  return undefined
}

const readNames = (directory: Buffer): string[] | undefined => {
  const names: string[] = []
  let at = 0
  while (at + 46 <= directory.length) {
    if (directory.readUInt32LE(at) !== entrySignature) return undefined
    const nameLength = directory.readUInt16LE(at + 28)
    names.push(directory.toString('utf8', at + 46, at + 46 + nameLength))
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return names
}
