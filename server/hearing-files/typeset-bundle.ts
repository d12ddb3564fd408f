import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { pieceProblems } from '#contract/hearing-files.ts'

type PieceProblem = (typeof pieceProblems)[number]
/** What keeps a piece out of the pages; its number and its title stay. */
type Missing = PieceProblem | 'withdrawn'

const problemWords: Readonly<Record<Missing, string>> = {
  broken: 'le fichier est abîmé et ne s’ouvre pas',
  protected: 'le PDF est protégé par un mot de passe',
  'not-printable': 'ce format ne se met pas en page ; enregistrez-le en PDF',
  'too-long': 'plus de 100 pages',
  withdrawn: 'elle n’est plus au dossier',
}

/** A longer piece would drown the others: it travels apart. */
const longestPiece = 100

const folder = fileURLToPath(new URL('.', import.meta.url))
const fonts = fileURLToPath(new URL('../letters/fonts', import.meta.url))

/** One compiler for a piece or a bundle: the files it holds leave with it. */
const openCompiler = (files: ReadonlyMap<string, Buffer>): NodeCompiler => {
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [fonts] }] })
  for (const [name, content] of files) compiler.mapShadow(`${folder}${name}`, content)
  return compiler
}

const extensions: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
}
const nameOf = (number: number, contentType: string) => `piece-${number}.${extensions[contentType]}`

const compileSource = (compiler: NodeCompiler, source: string) => {
  const compiled = compiler.compile({ mainFileContent: source, resetRead: true })
  const problems = compiled.takeError()?.shortDiagnostics ?? []
  return { document: compiled.result, problem: JSON.stringify(problems) }
}

export type ReadPiece = { pages: number; problem: null } | { pages: null; problem: PieceProblem }
const cannot = (problem: PieceProblem): ReadPiece => ({ pages: null, problem })

/** Whether a piece can be put in a bundle, and on how many pages: it is drawn once, so that what is promised holds. */
export const readPiece = (content: Buffer, contentType: string): ReadPiece => {
  if (!extensions[contentType]) return cannot('not-printable')
  const name = nameOf(1, contentType)
  const compiler = openCompiler(new Map([[name, content]]))
  if (contentType !== 'application/pdf') return drawAll(compiler, `#image("${name}")`, 1)
  const { problem } = compileSource(compiler, `#image("${name}", page: 999999)`)
  if (problem.includes('encrypted or password-protected')) return cannot('protected')
  // The only place where the number of pages is told: the page asked for does not exist.
  const pages = Number(/only has (\d+) page/.exec(problem)?.[1] ?? 0)
  if (pages === 0) return cannot('broken')
  if (pages > longestPiece) return cannot('too-long')
  return drawAll(
    compiler,
    `#for n in range(1, ${pages + 1}) { image("${name}", page: n, width: 5cm) }`,
    pages,
  )
}

const drawAll = (compiler: NodeCompiler, source: string, pages: number): ReadPiece => {
  const { document } = compileSource(compiler, source)
  if (!document) return cannot('broken')
  try {
    compiler.pdf(document)
    return { pages, problem: null }
  } catch {
    return cannot('broken')
  }
}

export type BundlePiece = { title: string } & (
  | { content: Buffer; contentType: string; pages: number; problem: null }
  | { problem: Missing }
)
export type Bundle = {
  title: string
  author: string
  /** Under the title: which hearing, where, for whom. */
  lines: string[]
  note: string | null
  pieces: readonly BundlePiece[]
}

/**
 * The bundle as one PDF, its pages numbered. Not PDF/UA: pages scanned elsewhere carry no structure that one could vouch
 * for; the cover, the contents and the note keep theirs.
 */
export const typesetBundle = (bundle: Bundle, writtenAt: Date): Uint8Array => {
  const files = new Map<string, Buffer>()
  const pieces = bundle.pieces.map((piece, index) => {
    const number = index + 1
    const { title } = piece
    if (piece.problem !== null) return { number, title, problem: problemWords[piece.problem] }
    const path = nameOf(number, piece.contentType)
    files.set(path, piece.content)
    return { number, title, problem: null, path, pages: piece.pages, isPdf: path.endsWith('.pdf') }
  })
  const note = bundle.note?.split(/\n\s*\n/).map((paragraph) => paragraph.split('\n')) ?? null
  const compiler = openCompiler(files)
  const inputs = { bundle: JSON.stringify({ ...bundle, note, pieces }) }
  const compiled = compiler.compile({ mainFilePath: `${folder}bundle.typ`, inputs, resetRead: true })
  if (!compiled.result) {
    const problems = compiled.takeError()?.shortDiagnostics ?? []
    throw new Error(`the bundle does not compile: ${JSON.stringify(problems)}`)
  }
  const creationTimestamp = Math.floor(writtenAt.getTime() / 1000)
  return new Uint8Array(compiler.pdf(compiled.result, { creationTimestamp }))
}
