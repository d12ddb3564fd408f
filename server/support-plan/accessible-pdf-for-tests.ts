import { inflateSync } from 'node:zlib'
import { expect } from 'vitest'

/** The structure of a PDF, those of its compressed streams included. */
const insideOf = (pdf: Buffer): string => {
  const raw = pdf.toString('latin1')
  const opened = [...raw.matchAll(/stream\r?\n/g)].flatMap(({ index = 0, 0: mark }) => {
    const from = index + mark.length
    try {
      return inflateSync(pdf.subarray(from, raw.indexOf('endstream', from))).toString('latin1')
    } catch {
      return []
    }
  })
  return [raw, ...opened].join('\n')
}

/** A PDF/UA-1 in French, with its headings and the headers of its tables. */
export const expectAccessible = async (response: Response) => {
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/pdf')
  const inside = insideOf(Buffer.from(await response.arrayBuffer()))
  expect(inside).toMatch(/\/MarkInfo\s*<<\s*\/Marked true/)
  expect(inside).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/)
  expect(inside).toMatch(/\/Lang\s*\(fr-FR\)/)
  expect(inside).toMatch(/\/S\s*\/H1/)
  expect(inside).toMatch(/\/S\s*\/TH/)
}
