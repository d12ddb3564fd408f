import { open } from 'node:fs/promises'
import { entryNames } from '#server/documents/zip-entries.ts'

export type DocumentType = { contentType: string; extension: string; isViewable: boolean }

const pdf = { contentType: 'application/pdf', extension: 'pdf', isViewable: true }
const jpeg = { contentType: 'image/jpeg', extension: 'jpg', isViewable: true }
const png = { contentType: 'image/png', extension: 'png', isViewable: true }
const heic = { contentType: 'image/heic', extension: 'heic', isViewable: false }
const odt = {
  contentType: 'application/vnd.oasis.opendocument.text',
  extension: 'odt',
  isViewable: false,
}
const docx = {
  contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  extension: 'docx',
  isViewable: false,
}
export const documentTypes: readonly DocumentType[] = [pdf, jpeg, png, heic, odt, docx]

export type Sniffed = DocumentType | 'not-a-document' | 'has-macros'

/** What a file is, from its bytes: its name and the type its sender declares prove nothing. */
export const sniffDocument = async (path: string): Promise<Sniffed> => {
  const head = await readHead(path, 1024)
  const text = head.toString('latin1')
  if (text.startsWith('%PDF-')) return pdf
  if (text.startsWith('\xff\xd8\xff')) return jpeg
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return png
  if (isHeic(text)) return heic
  return text.startsWith('PK\x03\x04') ? sniffZip(path, text) : 'not-a-document'
}

const readHead = async (path: string, size: number): Promise<Buffer> => {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** ISO base media file: the `ftyp` box names the brand (ISO/IEC 23008-12). */
const isHeic = (text: string): boolean =>
  text.slice(4, 8) === 'ftyp' && ['heic', 'heix', 'heim', 'heis', 'hevc', 'mif1'].includes(text.slice(8, 12))

const sniffZip = async (path: string, head: string): Promise<Sniffed> => {
  const names = await entryNames(path)
  if (!names) return 'not-a-document'
  if (names.some((name) => /vbaProject\.bin$|^Basic\/script-lc\.xml$/.test(name))) return 'has-macros'
  // An OpenDocument begins with an uncompressed entry that names its type (ODF 1.3 part 2, §3.3).
  if (head.slice(30, 38) === 'mimetype' && head.slice(38).startsWith(odt.contentType)) return odt
  return names.includes('[Content_Types].xml') && names.includes('word/document.xml')
    ? docx
    : 'not-a-document'
}
