import { fileURLToPath } from 'node:url'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'

/** What the page receives: blocks whose every text is already final. */
export type PageInline = { kind: 'text' | 'bold'; text: string } | { kind: 'break' }
/** `tall` leaves room to write by hand under the header. */
export type LetterTable = {
  columns: { label: string; numeric: boolean }[]
  rows: string[][]
  tall?: boolean
}
export type PageBlock =
  | { kind: 'heading' | 'paragraph'; content: PageInline[] }
  | { kind: 'list'; numbered: boolean; items: PageInline[][] }
  | ({ kind: 'table' } & LetterTable)
export type LetterPage = {
  title: string
  author: string
  sender: string[]
  recipient: string[]
  dateline: string
  blocks: PageBlock[]
  /** ISO 639 code of what is written; French when it is not said. */
  language?: string
}

const folder = fileURLToPath(new URL('.', import.meta.url))
let compiler: NodeCompiler | undefined

const openCompiler = (): NodeCompiler => {
  compiler ??= NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [`${folder}fonts`] }] })
  return compiler
}

/** The letter as PDF/UA-1: tagged, titled, in French, its fonts embedded. The same page on the same day gives the same bytes. */
export const typesetLetter = (page: LetterPage, writtenAt: Date): Uint8Array => {
  const typst = openCompiler()
  try {
    return toPdf(typst, withoutControls(page), writtenAt)
  } catch (error) {
    // PDF/UA-1 refuses a sign that no shipped font can draw (an emoji, an ideogram).
    if (!String(error).includes('could not be displayed')) throw error
    return toPdf(typst, drawable(page), writtenAt)
  } finally {
    typst.evictCache(10)
  }
}

/** The same pages as one picture, for a preview beside its text. */
export const drawLetter = (page: LetterPage): { svg: string; pageCount: number } => {
  const typst = openCompiler()
  const document = compile(typst, drawable(page))
  const drawn = { svg: typst.plainSvg(document), pageCount: document.numOfPages }
  typst.evictCache(10)
  return drawn
}

const compile = (typst: NodeCompiler, page: LetterPage): NodeTypstDocument => {
  const letter = JSON.stringify(page)
  const compiled = typst.compile({ mainFilePath: `${folder}letter.typ`, inputs: { letter }, resetRead: true })
  const document = compiled.result
  if (!document) {
    const problems = compiled.takeError()?.shortDiagnostics ?? []
    throw new Error(`the letter does not compile: ${JSON.stringify(problems)}`)
  }
  return document
}

const toPdf = (typst: NodeCompiler, page: LetterPage, writtenAt: Date): Uint8Array => {
  const pdf = typst.pdf(compile(typst, page), {
    pdfStandard: 'ua-1',
    creationTimestamp: Math.floor(writtenAt.getTime() / 1000),
  })
  return new Uint8Array(pdf)
}

const mapTexts = (page: LetterPage, change: (text: string) => string): LetterPage =>
  JSON.parse(JSON.stringify(page), (key, value) =>
    typeof value === 'string' && key !== 'kind' ? change(value) : value,
  ) as LetterPage

const withoutControls = (page: LetterPage): LetterPage =>
  mapTexts(page, (text) => text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu, ' '))

/** Latin, Greek, Cyrillic and Arabic letters, and the signs of French typography, can all be drawn. */
const undrawable =
  /[^\n\u0020-\u007e\u00a0-\u017f\u0386-\u03ce\u0400-\u045f\u0621-\u064a\u2010-\u2022\u2026\u202f\u2039\u203a\u20ac\u2122\u2212]/gu

/** Whether every sign of a wording can be printed; pictures are left out of letters, and stop nothing. */
export const isDrawable = (text: string): boolean =>
  text.replace(/\p{Extended_Pictographic}\uFE0F?|\p{Cc}|\p{Cf}/gu, '').search(undrawable) === -1

const drawable = (page: LetterPage): LetterPage =>
  mapTexts(withoutControls(page), (text) =>
    text.replace(/\p{Extended_Pictographic}\uFE0F?/gu, '').replace(undrawable, '?'),
  )
